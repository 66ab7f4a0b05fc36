/** The first member of a backup: what it is, readable before the rest. */
export interface Head {
  format: 1;
  palabre: string;
  made_at: string;
  /** Name of the newest migration in it; null when its database never had one. */
  migration: string | null;
  /** `storage`: media lie in an S3 storage and are not in the file. `left out`: made before an update, which touches no media. */
  media: 'included' | 'storage' | 'left out';
  /** Whether the sealing keys lie in the file, beside what they seal. */
  keys: boolean;
}

/** The last member: every other file with its size and SHA-256. */
export interface Manifest {
  files: { name: string; bytes: number; sha256: string }[];
}

export const HEAD = 'palabre-backup.json';
export const MANIFEST = 'manifest.json';
/** Of the manifest itself. */
export const MANIFEST_SUM = 'manifest.json.sha256';
