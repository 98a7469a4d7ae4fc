// `npm run audit:deps`: known advisories for the packages of the lockfile, and a bill of materials of all of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './install.mjs';

const severities = ['critical', 'high', 'moderate', 'low', 'info'];
const answerOf = (args) =>
  npm(args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, timeout: 120_000 }).stdout;

/** Fails only on a high or critical advisory in what is shipped; an unreachable registry is said, not failed. */
export function auditDependencies() {
  writeBillOfMaterials();
  const all = advisories([]);
  const shipped = advisories(['--omit=dev']);
  if (!all || !shipped) {
    console.log('The package registry gave no answer about advisories, so none could be checked. Run this again with a connection to it.');
    return true;
  }
  for (const { name, severity, range, via, fixAvailable } of Object.values(all.vulnerabilities)) {
    const titles = via.filter((cause) => typeof cause === 'object').map((cause) => `${cause.title} (${cause.url})`);
    const where = name in shipped.vulnerabilities ? 'shipped' : 'development only';
    console.log(
      `${severity}: ${name} ${range}, ${where}. ${titles.join('; ') || `through ${via.join(', ')}`}. ${fixAvailable ? 'A fixed version exists.' : 'No fixed version yet.'}`,
    );
  }
  console.log(`Advisories for all packages: ${tallyOf(all)}; for the shipped ones: ${tallyOf(shipped)}.`);
  const { critical = 0, high = 0 } = shipped.metadata.vulnerabilities;
  return critical + high === 0;
}

function advisories(args) {
  try {
    const report = JSON.parse(answerOf(['audit', '--json', ...args]));
    return report.vulnerabilities && report.metadata ? report : undefined;
  } catch {
    return undefined;
  }
}

function tallyOf({ metadata: { vulnerabilities } }) {
  return (
    severities.flatMap((severity) => (vulnerabilities[severity] ? `${vulnerabilities[severity]} ${severity}` : [])).join(', ') || 'none'
  );
}

/** CycloneDX, made by npm from the lockfile alone; the random parts go, so the same lockfile gives the same file. */
function writeBillOfMaterials() {
  const bill = JSON.parse(answerOf(['sbom', '--sbom-format=cyclonedx', '--package-lock-only']));
  delete bill.serialNumber;
  delete bill.metadata.timestamp;
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', 'sbom.json'), `${JSON.stringify(bill, null, 2)}\n`);
  console.log(`dist/sbom.json lists ${bill.components.length} packages.`);
}
