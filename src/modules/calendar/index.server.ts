export { createPlannedPost } from './create-planned-post.ts';
export { deletePost, restorePost } from './delete-post.ts';
export { handOver, movePost, planPost, unplanPost, type Plan, type PlanToMake } from './plan-post.ts';
export { DAY_PAGE, listDrafts, listPostsShowing, readDay, readLines, readMonth, type MonthOfPosts } from './read-month.ts';
export { listPosts } from './list-posts.ts';
export { readPost } from './read-post.ts';
export { savePost, type PostToSave, type SavedPost } from './save-post.ts';
