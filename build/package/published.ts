/**
 * What a package says of whoever publishes it, and where its newer versions are asked for: named by them when they pack it,
 * because nobody else knows. Knows nothing of packing.
 */

export interface Published {
  readonly homepage?: string;
  readonly maintainer?: { readonly name: string; readonly email: string };
  /** Where the app asks for newer versions, if a person turns that on (main/desktop/releases.ts). */
  readonly releaseFeed?: string;
}

/** Throws where something named is none. */
export function publishedBy(environment: NodeJS.ProcessEnv): Published {
  const homepage = addressIn(environment, 'PANDA_PACKAGE_HOMEPAGE');
  const releaseFeed = addressIn(environment, 'PANDA_PACKAGE_RELEASES');
  const maintainer = maintainerIn(environment);
  return { ...(homepage && { homepage }), ...(maintainer && { maintainer }), ...(releaseFeed && { releaseFeed }) };
}

function addressIn(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const address = environment[name];
  if (!address) return undefined;
  if (URL.parse(address)?.protocol !== 'https:')
    throw new Error(`${name}: ${address} is no address that begins with https://`);
  return address;
}

function maintainerIn({ PANDA_PACKAGE_MAINTAINER: said }: NodeJS.ProcessEnv): Published['maintainer'] {
  if (!said) return undefined;
  const [, name, email] = /^([^<>]*[^<>\s]) <([^<>@\s]+@[^<>@\s]+)>$/.exec(said) ?? [];
  if (name === undefined || email === undefined)
    throw new Error(`PANDA_PACKAGE_MAINTAINER: ${said} is not as Name <name@example.org>`);
  return { name, email };
}
