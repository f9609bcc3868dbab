/** What a hub of Hugging Face's kind says is in a repository, read as the untrusted text that it is. Fetches no file. */
import { z } from 'zod';
import { failed } from './fetch-file.ts';
import type { ProblemError } from '../../document/problem.ts';

export interface HubFile {
  /** A plain name, without folders. */
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
  /** Of large files the sha256, of small ones what git calls them: the sha1 of `blob SIZE`, a zero byte and the content. */
  readonly hash: { readonly kind: 'sha256' | 'git-blob'; readonly hex: string };
}

interface Asked {
  readonly repository: string;
  readonly base: string;
  readonly revision: string;
  readonly subfolder: string | null;
  readonly signal: AbortSignal;
  readonly stallMs: number;
}

const largestListing = 8 << 20;
/** The official layout; the model's card and pictures stay where they are. */
const wantedNames =
  /^(config[.]json|tokenizer[.]model|(model|pytorch_model)[A-Za-z0-9._-]{0,100}[.](safetensors|bin|json))$/;
const namePart = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;

const size = z
  .int()
  .nonnegative()
  .max(2 ** 42);
const listing = z.object({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  siblings: z
    .array(
      z.object({
        rfilename: z.string(),
        size: size.optional(),
        blobId: z.string().regex(/^[0-9a-f]{40}$/).optional(), // prettier-ignore
        lfs: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size }).optional(), // prettier-ignore
      }),
    )
    .max(100_000),
});

/** The files of a checkpoint, all of one commit; those of safetensors where there are both kinds. Throws `download-failed`. */
export async function listFiles(asked: Asked): Promise<{ files: HubFile[]; revision: string }> {
  const { base, repository, revision, signal, stallMs, subfolder } = asked;
  const parts = [...repository.split('/'), ...(subfolder?.split('/') ?? [])];
  const url = `${base.replace(/[/]+$/, '')}/api/models/${repository}/revision/${encodeURIComponent(revision)}?blobs=true`;
  if (!/^https?:/.test(base) || repository.split('/').length !== 2 || !parts.every((part) => namePart.test(part))) {
    throw failed(url, 'the repository is named as OWNER/NAME, at a base that begins with http');
  }
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(stallMs)]) }).catch(
    (error: unknown) => {
      throw signal.aborted ? error : failed(url, causeOf(error));
    },
  );
  if (!response.ok) throw failed(url, `the hub answers ${response.status}`);
  const parsed = listing.safeParse(await jsonOf(response, url));
  if (!parsed.success) throw failed(url, 'the hub does not say what is in the repository');
  const { sha, siblings } = parsed.data;
  const prefix = subfolder === null ? '' : `${subfolder}/`;
  const found = siblings.flatMap(({ blobId, lfs, rfilename, size: bytes }): HubFile[] => {
    const name = rfilename.startsWith(prefix) ? rfilename.slice(prefix.length) : '';
    if (!wantedNames.test(name)) return [];
    const place = `${base.replace(/[/]+$/, '')}/${repository}/resolve/${sha}/${prefix}${name}`;
    if (lfs) return [{ name, url: place, bytes: lfs.size, hash: { kind: 'sha256', hex: lfs.sha256 } }];
    if (bytes === undefined || blobId === undefined) throw failed(place, 'the hub says no hash of it');
    return [{ name, url: place, bytes, hash: { kind: 'git-blob', hex: blobId } }];
  });
  const hasSafetensors = found.some(({ name }) => name.endsWith('.safetensors'));
  const files = found.filter(({ name }) => !(hasSafetensors && name.startsWith('pytorch_model')));
  if (!files.some(({ name }) => name === 'config.json')) throw failed(url, 'there is no checkpoint in it');
  return { files, revision: sha };
}

async function jsonOf(response: Response, url: string): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > largestListing) throw failed(url, 'the hub says more than it could have to say');
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch (error) {
    throw isProblem(error) ? error : failed(url, causeOf(error));
  }
}

function isProblem(error: unknown): error is ProblemError {
  return error instanceof Error && error.name === 'ProblemError';
}

function causeOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
