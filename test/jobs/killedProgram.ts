// A whole program with a queue, for the test that kills it. Its arguments: the workspace file, then its key in hexadecimal.
import { openWriter } from '#db/open.ts';
import { jobId, QueueKit } from './queueKit.ts';

const [file = '', key = ''] = process.argv.slice(2);
const kit = new QueueKit(openWriter(file, Buffer.from(key, 'hex'), 'existing'), file);
kit.queue.start();
const id = kit.add('test.resume');
if (id !== jobId(1)) throw new Error('the test looks for the first job');
await kit.until(id, ({ progress }) => progress >= 3);
console.log('working');
setInterval(() => undefined, 1000);
