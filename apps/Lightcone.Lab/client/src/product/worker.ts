/// <reference lib="webworker" />
/** Loads the product and answers one question after another. */
interface Question { id: number; method: string; args: unknown[] }
type Exported = Record<string, (...args: unknown[]) => unknown>;

let loaded: Promise<Exported> | null = null;

async function load(base: string): Promise<Exported> {
  const { dotnet } = await import(/* @vite-ignore */ `${base}dotnet.js`);
  const { getAssemblyExports, getConfig, setModuleImports } = await dotnet
    .withModuleConfig({ onDownloadResourceProgress: (done: number, of: number) => self.postMessage({ progress: [done, of] }) })
    .create();
  setModuleImports('lab', { tell: (text: string) => self.postMessage({ told: text }) });
  const exports = await getAssemblyExports(getConfig().mainAssemblyName);
  return exports.Lightcone.Lab.Wasm.Exports as Exported;
}

// A handler in self.onmessage makes the .NET runtime take this for one of its own worker threads, and it never starts.
self.addEventListener('message', async (event: MessageEvent<Question | { base: string }>) => {
  if ('base' in event.data) {
    loaded ??= load(event.data.base);
    loaded.then(() => self.postMessage({ ready: true }), error => self.postMessage({ failed: String(error?.message ?? error) }));
    return;
  }
  const { id, method, args } = event.data;
  try {
    const started = performance.now();
    const result = (await loaded!)[method]!(...args);
    self.postMessage({ id, result, milliseconds: performance.now() - started });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
