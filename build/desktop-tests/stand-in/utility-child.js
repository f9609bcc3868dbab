/**
 * Loaded before the entry of a process that stands in for a utilityProcess: gives it `process.parentPort` and ends of
 * channels, over the channel of child_process.fork. JavaScript, because Node's own loader reads it.
 */
import { EventEmitter } from 'node:events';

const ends = new Map();

class ChannelEnd extends EventEmitter {
  #number;
  #waiting = [];
  constructor(number) {
    super();
    this.#number = number;
    ends.set(number, this);
  }
  postMessage(data) {
    process.send?.({ end: this.#number, data }, undefined, undefined, () => undefined);
  }
  start() {
    for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] });
    this.#waiting = null;
  }
  close() {
    process.send?.({ closed: this.#number }, undefined, undefined, () => undefined);
  }
  receive(data) {
    if (this.#waiting === null) this.emit('message', { data, ports: [] });
    else this.#waiting.push(data);
  }
}

class ParentPort extends EventEmitter {
  postMessage(message) {
    process.send?.({ message }, undefined, undefined, () => undefined);
  }
}

const parentPort = new ParentPort();
const waiting = [];
const receive = (event) =>
  parentPort.listenerCount('message') > 0 ? parentPort.emit('message', event) : waiting.push(event);
parentPort.on('newListener', () =>
  process.nextTick(() => waiting.splice(0).forEach((event) => parentPort.emit('message', event))),
);
Object.defineProperty(process, 'parentPort', { value: parentPort });

process.on('message', ({ message, ports = [], end, data, closed }) => {
  if (end !== undefined) ends.get(end)?.receive(data);
  else if (closed !== undefined) ends.get(closed)?.emit('close');
  else receive({ data: message, ports: ports.map((number) => new ChannelEnd(number)) });
});
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);
