/** The table of page templates that this program can draw. */
import type { CertificateTemplate } from './template.ts';
import { template1 } from './template-1/index.ts';
import { template2 } from './template-2/index.ts';

/** Every template, oldest first. A page with another number is not judged. */
export const CERTIFICATE_TEMPLATES: readonly CertificateTemplate[] = [template1, template2];
