-- Pages of the audit log go by (at, subject, revision), all newest first: many entries may share one instant. One
-- direction for all columns, so that a page is one scan of the index, backwards from where the page before ended.
CREATE INDEX ix_audit_log_page ON audit_log (project, at, subject, revision);

DROP INDEX ix_audit_log_time;
