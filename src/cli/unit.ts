export interface UnitFacts {
  user: string;
  root: string;
  dataDir: string;
  node: string;
}

/** systemd.syntax(7): a path with spaces is quoted, `%` is doubled, and so is a backslash. */
const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
/** WorkingDirectory takes the rest of the line as it is, but for specifiers. */
const plain = (text: string): string => text.replaceAll('%', '%%');

/** The unit. The supervisor stops its children in order by itself: systemd only tells it, and waits. */
export const writeUnit = ({ user, root, dataDir, node }: UnitFacts): string => `[Unit]
Description=Palabre
Wants=network-online.target
After=network-online.target postgresql.service

[Service]
User=${user}
WorkingDirectory=${plain(root)}
Environment=${quote(`PALABRE_DATA=${dataDir}`)}
ExecStart=${quote(node)} start.mjs
KillMode=mixed
KillSignal=SIGTERM
TimeoutStopSec=60
TimeoutStartSec=infinity
Restart=always
RestartSec=5
NoNewPrivileges=${user === 'root' ? 'no' : 'yes'}

[Install]
WantedBy=multi-user.target
`;
