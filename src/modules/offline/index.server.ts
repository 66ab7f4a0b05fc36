export { askedSchema, changeSchema } from './asked-schema.ts';
export { mergeWriting } from './merge-writing.ts';
export { Arriving, forgetChanges, receiveChange } from './receive-change.ts';
export { listAllConflicts, listConflicts, settleConflict, type OpenConflict } from './settle-conflict.ts';
export { tellDevice } from './tell-device.ts';
