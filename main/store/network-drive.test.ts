import { expect, test } from 'vitest';
import { mountsOfLinux, mountsOfMac, sharedFileSystemOf } from './network-drive.ts';

test('the deepest mount that holds the file decides (Linux)', () => {
  const mounts = mountsOfLinux(
    [
      '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
      '40 22 0:50 / /home rw,relatime shared:9 - nfs4 server:/home rw,vers=4.2',
      '41 40 254:1 / /home/ann/local\\040disk rw - xfs /dev/vdb rw',
      '42 22 0:51 / /mnt/gpu rw,nosuid - fuse.sshfs ann@box:/data rw,user_id=0',
      '',
    ].join('\n'),
  );
  const files = [
    '/drive/p.panda',
    '/home/ann/p.panda',
    '/home/ann/local disk/p.panda',
    '/mnt/gpu/p.panda',
    '/mnt/gpu2/p.panda',
  ];
  expect(files.map((file) => sharedFileSystemOf(file, mounts))).toEqual([null, 'nfs4', null, 'fuse.sshfs', null]);
});

test('a share is told by its file system (macOS)', () => {
  const mounts = mountsOfMac(
    [
      '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
      '//ann@server/clips on /Volumes/our clips (smbfs, nodev, nosuid, mounted by ann)',
      '/dev/disk4s1 on /Volumes/stick (exfat, local, nodev)',
    ].join('\n'),
  );
  const files = ['/Users/ann/p.panda', '/Volumes/our clips/p.panda', '/Volumes/stick/p.panda'];
  expect(files.map((file) => sharedFileSystemOf(file, mounts))).toEqual([null, 'smbfs', null]);
});
