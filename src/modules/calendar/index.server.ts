export { createPlannedPost } from './create-planned-post.ts';
export { deletePost, restorePost } from './delete-post.ts';
export { handOver, movePost, planPost, unplanPost, type Plan, type PlanToMake } from './plan-post.ts';
export { countKept, type Kept } from './count-kept.ts';
export { DAY_PAGE, listDrafts, listPostIds, listPostsShowing, readDay, readLines, readMonth, readWeek, type Filter } from './read-month.ts';
export { countryOf, listOccasions, type Occasion } from './occasions/list-occasions.ts';
export { listPosts } from './list-posts.ts';
export { readPost } from './read-post.ts';
export { savePost, type PostToSave, type SavedPost } from './save-post.ts';
