export { createPlannedPost } from './create-planned-post.ts';
export { keepCard, listCards, removeCard } from './cards/keep-card.ts';
export { readHead } from './cards/read-head.ts';
export { deletePost, restorePost } from './delete-post.ts';
export { handOver, movePost, planPost, unplanPost, type Plan, type PlanToMake } from './plan-post.ts';
export { copyPost } from './copy-post.ts';
export { moveWish } from './move-wish.ts';
export { shiftWish } from './shift-wish.ts';
export { countKept, type Kept } from './count-kept.ts';
export {
  DAY_PAGE,
  listAhead,
  listDrafts,
  listPostIds,
  listPostsShowing,
  readDay,
  readLines,
  readMonth,
  readWeek,
  type Filter,
} from './read-month.ts';
export { countryOf, listOccasions, type Occasion } from './occasions/list-occasions.ts';
export { listPosts, listPostsBetween } from './list-posts.ts';
export { listToTakeAlong } from './take-along.ts';
export { readPost } from './read-post.ts';
export { agreeToRepeat, readRepeatAgreement } from './repeat-agreement.ts';
export { keepSnippet, removeSnippet } from './snippets/keep-snippet.ts';
export { listMentions, listSnippets } from './snippets/list-snippets.ts';
export { listSlots, setSlots } from './slots/set-slots.ts';
export { fillSlots, proposeSlots, undoFill } from './slots/fill-slots.ts';
export { takeNextSlot } from './slots/next-free-slot.ts';
export { readHours, type Slot } from './slots/week-of-slots.ts';
export { savePost, type PostToSave, type SavedPost } from './save-post.ts';
export { keepVersion } from './versions/keep-version.ts';
export { listVersions, VERSIONS_PAGE, type ListedVersion } from './versions/list-versions.ts';
export { takeUpVersion } from './versions/take-up-version.ts';
export { listCrew, type Mate } from './crew.ts';
export { listUnseenRemarks } from './remarks/list-unseen.ts';
export { correctRemark, deleteRemark } from './remarks/correct-remark.ts';
export { readHearers } from './remarks/read-hearers.ts';
export { listRemarks, REMARKS_SHOWN, seeRemarks, type Remark } from './remarks/list-remarks.ts';
export { writeRemark } from './remarks/write-remark.ts';
export { finish, takeTaskAway } from './tasks/finish-task.ts';
export { giveTask } from './tasks/give-task.ts';
export { listTasks, listToDo, type Task } from './tasks/list-tasks.ts';
export { readImportFile } from './import/read-file.ts';
export { forgetImports, keepImport, listImports, mendImport, noteImported, noteUndone, readImport, type Import } from './import/imports.ts';
export {
  AHEAD_DAYS,
  comingDays,
  listGoing,
  makeRecurrence,
  noteOccurrence,
  readRepeated,
  sayAs,
  stopRecurrence,
  type Repeated,
} from './recurrence/recurrence.ts';
export { readCrowding } from './crowding.sql.ts';
export { closeFeed, listFeeds, openFeed, readByFeed, type FeedView } from './feed/feeds.ts';
export { icalOf, type FeedPost } from './feed/ical.ts';
export { listFeedPosts } from './feed/list-feed-posts.ts';
export { swapMedia } from './swap-media.ts';
export { readRuleForm } from './recurrence/rule-form.ts';
