-- Finding a subject's events must cost one look into one index, also while a week's table grows under plans that were
-- made when it was empty. An index that begins with the stream looks to such a plan just as good as the one by
-- sequence, which reads a whole stream for each subject. This one, and conditions that name the stream only as an
-- expression, leave no choice. Other streams' rows at the same place are few: the same event's id of the same subject.
DROP INDEX ix_event_log_place;
CREATE INDEX ix_event_log_place ON event_log (place);
