/**
 * Which devices this machine may have, and what the machine is, as far as files and the system say: cheap, so that a machine
 * without any never waits. Whether one works is found out by measuring. Knows no model.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Device } from '../../../document/device.ts';

/** What onnxruntime-node 1.30 is built with, and a driver or library of which is here. The processor is the first. */
export function devicesHere(): readonly Device[] {
  const runtime = join(runtimeFolder(), 'bin/napi-v6', process.platform, process.arch);
  const hasCuda = ['libonnxruntime_providers_cuda.so', 'onnxruntime_providers_cuda.dll'].some((name) =>
    existsSync(join(runtime, name)),
  );
  const cuda: Device[] = hasCuda ? ['cuda'] : [];
  switch (process.platform) {
    case 'win32':
      return ['cpu', ...cuda, 'webgpu', 'directml'];
    case 'darwin':
      return ['cpu', 'webgpu', 'coreml'];
    default:
      return ['cpu', ...cuda, ...(vulkanDrivers().length > 0 ? (['webgpu'] as const) : [])];
  }
}

export function runtimeVersion(): string {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return version;
}

/** What a choice depends on: another card, driver, system or runtime, and it has to be measured again. */
export async function describeMachine(): Promise<string> {
  const cards = process.platform === 'win32' ? await windowsCards() : linuxCards();
  const processor = cpus()[0]?.model.trim() ?? 'unknown';
  return [`onnxruntime ${runtimeVersion()}`, processor, release(), ...devicesHere(), ...cards].join('; ');
}

function runtimeFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
}

/** The loader's own places (Vulkan-Loader, docs/LoaderDriverInterface.md): a driver announces itself by a file. */
function vulkanDrivers(): string[] {
  const named = process.env['VK_DRIVER_FILES'] ?? process.env['VK_ICD_FILENAMES'];
  if (named) return named.split(delimiter).filter((path) => existsSync(path));
  const folders = ['/etc/vulkan/icd.d', '/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d'];
  return folders.flatMap((folder) =>
    namesIn(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name)),
  );
}

/** Cards as the kernel knows them, NVIDIA's driver, and when each Vulkan driver was installed. */
function linuxCards(): string[] {
  const cards = namesIn('/sys/class/drm')
    .filter((name) => /^card\d+$/.test(name))
    .map((name) => ['vendor', 'device'].map((part) => textOf(`/sys/class/drm/${name}/device/${part}`)).join(':'));
  const nvidia = textOf('/sys/module/nvidia/version');
  const drivers = vulkanDrivers().map((path) => `${path} ${Math.round(statSync(path).mtimeMs)}`);
  return [...cards, ...(nvidia === '' ? [] : [`nvidia ${nvidia}`]), ...drivers];
}

async function windowsCards(): Promise<string[]> {
  const ask = "Get-CimInstance Win32_VideoController | ForEach-Object { $_.Name + ' ' + $_.DriverVersion }";
  try {
    const { stdout } = await promisify(execFile)('powershell.exe', ['-NoProfile', '-Command', ask], {
      timeout: 20_000,
    });
    return stdout.split(/\r?\n/).filter((line) => line.trim() !== '');
  } catch {
    return []; // then a new driver is not noticed, but nothing is wrong
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
