/** Where models run on this machine, and what was measured of each place. Knows no component. */
import type { DeviceState } from '../../main/contract/index.ts';
import type { DeviceMeasure, DeviceSetting } from '../../main/document/device.ts';
import type { App } from './app.svelte.ts';

export class Devices {
  /** Null: not asked yet. */
  now: DeviceState | null = $state.raw(null);
  /** While it is measured: what was so far. */
  measuring: readonly DeviceMeasure[] | null = $state.raw(null);
  readonly measures: readonly DeviceMeasure[] = $derived(this.measuring ?? this.now?.report?.measures ?? []);
  readonly #app: App;
  #stop: AbortController | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  async load(): Promise<void> {
    this.now = await (await this.#app.services()).machine.devices();
  }

  async choose(device: DeviceSetting): Promise<void> {
    this.now = await (await this.#app.services()).machine.setDevice({ device });
  }

  /** Ends early without a word where it is stopped. */
  async measure(): Promise<void> {
    if (this.measuring !== null) return;
    this.measuring = [];
    const { signal } = (this.#stop = new AbortController());
    try {
      const { machine } = await this.#app.services();
      for await (const event of await machine.measureDevices(undefined, { signal })) {
        if (event.event === 'measured') this.measuring = [...this.measuring, event.measure];
      }
      await this.load();
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.measuring = null;
    }
  }

  stop(): void {
    this.#stop?.abort();
  }
}
