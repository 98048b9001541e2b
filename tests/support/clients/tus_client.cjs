// Sends a file with the client that pages use, in requests of `chunkSize` bytes at most; withdraws it once `cancelAt`
// bytes have left, where that is given.
const fs = require('node:fs');
const { createRequire } = require('node:module');

const { frontend, path, endpoint, metadata, cancelAt, chunkSize } = JSON.parse(process.argv[2]);
const { Upload } = createRequire(`${frontend}/package.json`)('tus-js-client');

function end(said) {
  console.log(JSON.stringify({ ...said, url: upload.url }));
  process.exit(said.error ? 1 : 0);
}

const upload = new Upload(fs.createReadStream(path), {
  endpoint,
  metadata,
  chunkSize: chunkSize ?? Infinity,
  retryDelays: Array(500).fill(200),
  onError: (error) => end({ error: String(error) }),
  onSuccess: () => end({ done: 'sent' }),
  onProgress: (sent) => {
    if (withdrawn || !cancelAt || sent < cancelAt) return;
    withdrawn = true;
    upload.abort(true).then(() => end({ done: 'cancelled' }));
  },
});
let withdrawn = false;
upload.start();
