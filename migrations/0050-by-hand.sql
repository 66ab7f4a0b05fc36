-- Class H: a person posts there by hand and says so; nothing is ever sent.
alter table channels.channel drop constraint channel_once_class_check;
alter table channels.channel add constraint channel_once_class_check check (once_class in ('K', 'R', 'C', 'L', 'N', 'H'));

alter table publishing.publication drop constraint publication_once_class_check;
alter table publishing.publication add constraint publication_once_class_check check (once_class in ('K', 'R', 'C', 'L', 'N', 'H'));
-- What is posted by hand passes through no state in which something could leave.
alter table publishing.publication add constraint publication_by_hand
  check (once_class <> 'H' or state not in ('ARMED', 'SENDING', 'FAILED'));

-- « Pas encore »: not online, and theirs again later.
alter table publishing.decision drop constraint decision_decision_check;
alter table publishing.decision add constraint decision_decision_check check (decision in ('published', 'send', 'drop', 'not_yet'));
