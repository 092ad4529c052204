// Runs ONNX models: reads jobs as JSON from standard input, writes the outputs of each as JSON.
// node run.cjs FOLDER   with onnxruntime-node installed in FOLDER/node_modules
const { createRequire } = require("node:module");
const ort = createRequire(require("node:path").resolve(process.argv[2], "package.json"))("onnxruntime-node");

function tensor({ type, dims, data }) {
  return type === "int64" ? new ort.Tensor("int64", BigInt64Array.from(data.map(BigInt)), dims) : new ort.Tensor(type, data, dims);
}

async function main() {
  const jobs = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const results = [];
  const sessions = new Map();
  for (const job of jobs) {
    if (!sessions.has(job.model)) sessions.set(job.model, await ort.InferenceSession.create(job.model, { logSeverityLevel: 3, intraOpNumThreads: 1 }));
    const session = sessions.get(job.model);
    const feeds = Object.fromEntries(Object.entries(job.feeds).map(([name, value]) => [name, tensor(value)]));
    const found = await session.run(feeds);
    results.push(Object.fromEntries(Object.entries(found).map(([name, value]) => [name, { dims: value.dims, data: Array.from(value.data, Number) }])));
  }
  process.stdout.write(JSON.stringify(results));
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
