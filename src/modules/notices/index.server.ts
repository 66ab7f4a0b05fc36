/** The door of notices: what pages, API, CLI and worker may call. */
export { addEndpoint } from './add-endpoint.ts';
export { removeEndpoint } from './remove-endpoint.ts';
export { pauseEndpoint, resumeEndpoint } from './resume-endpoint.ts';
export { countStopped, listDeliveries, listEndpoints } from './list-endpoints.ts';
export { resend } from './resend.ts';
export { readSettings, type SubjectSetting } from './telling/read-settings.ts';
export { chooseWishes, type Chosen } from './telling/choose-wishes.ts';
export { addDevice, listDevices, removeDevice } from './telling/devices.ts';
export { connectBot, findBotChat, readBot, removeBot, type BotHouse } from './telling/bot.ts';
export { chooseReminder, readReminder } from './choose-reminder.ts';

// For the worker and the operator.
export { readFacts } from './read-facts.ts';
export { deliver, type Courier } from './deliver.ts';
export { noteReminders } from './remind.ts';
export { noteFact, TOLD_FACTS, type ToldFact } from './telling/news.ts';
export { tellPerson } from './telling/tell-person.ts';
export { waysOf, type Teller } from './telling/send-messages.ts';
export { forgetDeliveries, rotateEndpoints } from './keep.ts';
export { forgetTold, rotateTold } from './telling/keep.ts';
