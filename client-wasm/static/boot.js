// The page's loader: registers the service worker and starts the client. In the service worker itself it starts nothing.
//
// And the keys of what is kept: they lie in files of the origin's private file system, since a file can be overwritten in place, while a
// database is a log that forgets late. Only a worker may overwrite, so this very script runs as one, too.
const sawtPage = typeof document !== "undefined" && document.currentScript;
let sawtWorker;

// Asks the worker for the key of that name, or to wipe it; a service worker, which can have no worker, reads and removes by itself.
async function sawtKeyFile(name, fresh) {
  if (!sawtPage) {
    const folder = await navigator.storage.getDirectory();
    if (!fresh) return folder.removeEntry(name);
    return new Uint8Array(await (await (await folder.getFileHandle(name)).getFile()).arrayBuffer());
  }
  sawtWorker ||= new Worker(sawtPage.src);
  return new Promise((done, failed) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => (data ? done(data) : failed());
    sawtWorker.onerror = failed;
    sawtWorker.postMessage([name, fresh], [port2]);
  });
}
const sawtKey = (name, fresh) => sawtKeyFile(name, fresh.slice());
// Where it can't be overwritten it is removed all the same.
const sawtWipe = (name) =>
  sawtKeyFile(name).catch(async () => (await navigator.storage.getDirectory()).removeEntry(name));

async function sawtAccess(file) {
  for (let tries = 50; ; tries--) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      // Another tab has it for a moment.
      if (!tries || error.name !== "NoModificationAllowedError") throw error;
      await new Promise((later) => setTimeout(later, 20));
    }
  }
}

if (sawtPage) {
  // What a person typed since the page was loaded, by the names of the fields; the rest of what is in them the browser brought back.
  self.sawtTyped = new Set();
  addEventListener("input", ({ isTrusted, target }) => isTrusted && sawtTyped.add(target.name));
  const wasm = sawtPage.dataset.wasm;
  // A form that is only looked at keeps nothing.
  const preview = document.documentElement.dataset.preview;
  if (!preview && "serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
  wasm_bindgen({ module_or_path: wasm }).then(() => wasm_bindgen.start()).catch((error) => console.warn(error));
} else if (typeof DedicatedWorkerGlobalScope !== "undefined") {
  onmessage = async ({ data: [name, fresh], ports: [port] }) => {
    try {
      const folder = await navigator.storage.getDirectory();
      const file = await folder.getFileHandle(name, { create: !!fresh });
      const access = await sawtAccess(file);
      let key = new Uint8Array(access.getSize());
      if (!fresh) access.write(crypto.getRandomValues(key), { at: 0 });
      else if (key.length) access.read(key, { at: 0 });
      else access.write((key = fresh), { at: 0 });
      access.flush();
      access.close();
      if (!fresh) await folder.removeEntry(name);
      port.postMessage(key);
    } catch {
      port.postMessage(null);
    }
  };
}
