/** Systems the pinned Node and the embedded PostgreSQL are made for. */
const SUPPORTED = ['linux x64', 'linux arm64', 'darwin x64', 'darwin arm64'];

/**
 * Null where Palabre can run, else the sentence that says why not.
 * @returns {{ key: string, values?: Record<string, string> } | null}
 */
export function whyUnsupported(system = readSystem()) {
  if (system.platform === 'win32') return { key: 'cli_unsupported_windows' };
  if (!SUPPORTED.includes(`${system.platform} ${system.arch}`))
    return { key: 'cli_unsupported_system', values: { system: `${system.platform} ${system.arch}` } };
  if (system.platform === 'linux' && !system.glibc) return { key: 'cli_unsupported_musl' };
  if (Number(system.node.split('.')[0]) < 20) return { key: 'cli_unsupported_node', values: { version: system.node } };
  return null;
}

function readSystem() {
  // The report names the C library; the environment and the network interfaces, slow to list, are left out.
  const glibc = process.platform === 'linux' ? process.report?.getReport?.().header?.glibcVersionRuntime : undefined;
  return { platform: process.platform, arch: process.arch, node: process.versions.node, glibc };
}
