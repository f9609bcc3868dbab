/**
 * Whether a file lies on a drive that other machines share. SQLite's write-ahead log needs memory that all who have the file
 * open share, so it is unsafe there (https://www.sqlite.org/wal.html, "all processes must be on the same host").
 * Knows nothing of what is done about it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';

/** As mountinfo (Linux) and mount (macOS) name them; folders that a virtual machine shares with its host are among them. */
const SHARED = new Set(
  `nfs nfs4 cifs smb3 smbfs ncpfs afs afpfs coda ceph lustre gpfs beegfs orangefs pvfs2 ocfs2 gfs2 davfs webdav 9p virtiofs
   vboxsf prl_fs drvfs fuse.sshfs fuse.rclone fuse.s3fs fuse.gcsfuse fuse.davfs fuse.davfs2 fuse.glusterfs fuse.ceph
   fuse.juicefs fuse.curlftpfs fuse.smbnetfs fuse.vmhgfs-fuse fuse.prl_fsd osxfuse.sshfs macfuse.sshfs`.split(/\s+/),
);

export interface Mount {
  readonly folder: string;
  readonly fileSystem: string;
}

/** The name of its file system; null: it is a drive of this machine's own, or the system does not say. */
export function readNetworkFileSystem(path: string): string | null {
  const real = realpathSync.native(path); // on Windows that names the server behind a drive's letter
  if (process.platform === 'win32') return real.startsWith('\\\\') ? 'a share of another machine' : null;
  try {
    const mounts =
      process.platform === 'darwin'
        ? mountsOfMac(execFileSync('/sbin/mount', { encoding: 'utf8' }))
        : mountsOfLinux(readFileSync('/proc/self/mountinfo', 'utf8'));
    return sharedFileSystemOf(real, mounts);
  } catch {
    return null;
  }
}

/** @internal */
export function sharedFileSystemOf(path: string, mounts: readonly Mount[]): string | null {
  const holds = ({ folder }: Mount): boolean => path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
  const mount = mounts
    .filter(holds)
    .reduce<Mount | null>((deepest, one) => (one.folder.length >= (deepest?.folder.length ?? 0) ? one : deepest), null);
  return mount && SHARED.has(mount.fileSystem) ? mount.fileSystem : null;
}

/** `36 35 98:0 /mnt1 /mnt/a\040b rw,noatime master:1 - nfs4 host:/x rw`: proc_pid_mountinfo(5). */
/** @internal */
export function mountsOfLinux(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [place = '', source = ''] = line.split(' - ');
    const folder = place
      .split(' ')[4]
      ?.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    const [fileSystem] = source.split(' ');
    return folder !== undefined && fileSystem ? [{ folder, fileSystem }] : [];
  });
}

/** `//ann@server/clips on /Volumes/clips (smbfs, nodev, nosuid, mounted by ann)` */
/** @internal */
export function mountsOfMac(listing: string): Mount[] {
  return [...listing.matchAll(/ on (\/.*) \(([^,)]+)/g)].map(([, folder = '', fileSystem = '']) => ({
    folder,
    fileSystem,
  }));
}
