import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Chromium's line for an error, with the file of its source that reports it. */
const ERROR_LINE = /^\[\d+:\d+\/\d+\.\d+:(?:ERROR|WARNING):([\w/.-]+)\(\d+\)\]/;

/**
 * Sources whose errors mean that the machine has no desktop session bus, no graphics driver or no video decoder. The
 * window draws in software and uses none of them.
 */
const HARMLESS = [
  /(?:^|\/)(?:bus|object_proxy|property)\.cc$/,
  /(?:^|\/)(?:viz_main_impl|gpu_process_host|gpu_memory_buffer_support_x11|command_buffer_proxy_impl)\.cc$/,
  /(?:^|\/)(?:gl_\w+|egl_\w+|angle_platform_impl|vaapi_wrapper|vulkan_\w+|native_pixmap_\w+)\.cc$/,
  /(?:^|\/)(?:power_monitor_\w+|upower_\w+|network_service_instance_impl|atom_cache)\.cc$/,
];

/** Whether a line is one of Chromium's about a service that this app does not need. */
export function isHarmless(line: string): boolean {
  const source = ERROR_LINE.exec(line)?.[1];
  return source !== undefined && HARMLESS.some((known) => known.test(source));
}

/** Passes on what a program says until it ends, but for the known lines; the first of these is explained instead. */
export async function explainLines(from: Readable, write: (line: string) => void): Promise<void> {
  let explained = false;
  for await (const line of createInterface({ input: from })) {
    if (!isHarmless(line)) {
      write(line);
      continue;
    }
    if (!explained)
      write(
        'Chromium looked for a desktop service or a graphics driver that this machine does not have; the window works without it. (Said once.)',
      );
    explained = true;
  }
}
