/** Imports with Node's own loader: the one of the tests would read the built app as if it were a source. */
export const nativeImport = (url) => import(url);
