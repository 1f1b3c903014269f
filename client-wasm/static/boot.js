// The page's loader: registers the service worker and starts the client. In the service worker itself it does nothing.
if (typeof document !== "undefined") {
  const wasm = document.currentScript.dataset.wasm;
  // A form that is only looked at keeps nothing.
  const preview = document.documentElement.dataset.preview;
  if (!preview && "serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
  wasm_bindgen({ module_or_path: wasm }).then(() => wasm_bindgen.start()).catch((error) => console.warn(error));
}
