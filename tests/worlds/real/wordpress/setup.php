<?php
// Waits for the database, installs WordPress with no post in it, and an editor of each name given; prints {"<name>": "<application password>"}.
mysqli_report(MYSQLI_REPORT_OFF);
for ($try = 0; $try < 120; $try++) {
    $database = @new mysqli('localhost', 'root', '', '', 0, getenv('REAL_SOCKET'));
    if (!$database->connect_errno) {
        break;
    }
    usleep(250000);
}
$database->query('create database wordpress character set utf8mb4') || exit("no database: {$database->error}\n");

define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('REAL_ADDRESS'), PHP_URL_HOST);
require getenv('REAL_ROOT') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
// Installing tells the administrator so.
add_filter('pre_wp_mail', '__return_true');
wp_install('Tempête', 'admin', 'admin@example.test', true, '', wp_generate_password(), 'fr_FR');
update_option('permalink_structure', '/%postname%/');
foreach (get_posts(['numberposts' => -1, 'post_status' => 'any', 'post_type' => ['post', 'page']]) as $post) {
    wp_delete_post($post->ID, true);
}
global $wp_rewrite;
$wp_rewrite->init();
$wp_rewrite->flush_rules(false);

$passwords = [];
foreach (array_slice($argv, 1) as $name) {
    $id = wp_insert_user(['user_login' => $name, 'user_pass' => wp_generate_password(), 'user_email' => "$name@example.test", 'role' => 'editor']);
    $passwords[$name] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'Palabre'])[0];
}
echo json_encode($passwords), "\n";
