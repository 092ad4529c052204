// The published product under Node, as the page's worker has it in a browser.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'obj', 'wasm');

/** Whether the product was published for the browser. */
export const isPublished = existsSync(join(folder, 'dotnet.js'));

/** Loads it once. @param tell Takes what a training tells meanwhile. */
export async function load(tell = () => {}) {
  const { dotnet } = await import(pathToFileURL(join(folder, 'dotnet.js')).href);
  const { getAssemblyExports, getConfig, setModuleImports } = await dotnet.withDiagnosticTracing(false).create();
  setModuleImports('lab', { tell });
  return (await getAssemblyExports(getConfig().mainAssemblyName)).Lightcone.Lab.Wasm.Exports;
}
