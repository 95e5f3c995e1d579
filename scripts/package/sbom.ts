/** The bill of materials of what ships: CycloneDX (ECMA-424) by `npm sbom`, without what is only needed to build. */
import { shippedPackages } from '../build/notices.ts';
import { projectRoot, Trouble } from '../lib/project.ts';
import { run } from '../lib/run.ts';

/** File in the package, and beside files to distribute. */
export const SBOM = 'sbom.cdx.json';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly scope?: string;
}

interface Bom {
  serialNumber?: string;
  readonly metadata: { timestamp?: string; readonly component: { name: string; type: string } };
  components: readonly Component[];
  dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/**
 * The bill of the app whose bundles are in `dist`, of the same bytes for the same packages. Throws {@link Trouble} when a
 * package that ships is not in it.
 */
export async function billOfMaterials(dist: string, electron: string): Promise<string> {
  const npm = process.env.npm_execpath;
  const [command, before] = npm ? [process.execPath, [npm]] : ['npm', []];
  const args = [...before, 'sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const text = await run(command, args, { cwd: projectRoot, purpose: 'for the bill of materials' });
  return `${JSON.stringify(shippedOnly(JSON.parse(text) as Bom, dist, electron), null, 2)}\n`;
}

/** `name@version`; a package that is installed under another name has its own in the URL (purl). */
const packageOf = ({ purl }: Component) => decodeURIComponent(purl.replace(/^pkg:npm\/|\?.*$/g, ''));

function shippedOnly(bom: Bom, dist: string, electron: string): Bom {
  const ships = new Set(shippedPackages(dist).map(({ name, version }) => `${name}@${version}`));
  const components = bom.components.filter((one) => ships.has(packageOf(one)));
  const found = new Set(components.map(packageOf));
  const missing = [...ships].filter((one) => !found.has(one));
  if (missing.length > 0) throw new Trouble(`Not in the bill of materials: ${missing.join(', ')}.`);
  const refs = new Set([
    ...components.map((one) => one['bom-ref']),
    ...bom.dependencies.slice(0, 1).map(({ ref }) => ref),
  ]);
  // the number is random and the time is that of this run: neither says anything about the contents
  delete bom.serialNumber;
  delete bom.metadata.timestamp;
  bom.metadata.component.name = 'notary-desk';
  bom.components = components.map((one) => ({
    ...one,
    scope: 'required',
    // the runtime inside the package may be an older one, for tests
    ...(one.name === 'electron' && one.version !== electron
      ? { version: electron, purl: `pkg:npm/electron@${electron}` }
      : {}),
  }));
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
  return bom;
}
