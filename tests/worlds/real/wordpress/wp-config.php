<?php
// Read from the environment, so that nothing is written into this file.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('REAL_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define($name . '_KEY', $name . getenv('REAL_SOCKET'));
    define($name . '_SALT', getenv('REAL_SOCKET') . $name);
}
$table_prefix = 'wp_';
define('WP_HOME', getenv('REAL_ADDRESS'));
define('WP_SITEURL', getenv('REAL_ADDRESS'));
// Application passwords over http; no call leaves the machine; nothing happens that nobody asked for.
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
