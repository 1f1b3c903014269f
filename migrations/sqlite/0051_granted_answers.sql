-- An answer more than its own that an invitation was granted: by a manager, and to who said that the used link was not used by them. Each
-- once. And how many of these were used.
ALTER TABLE invitation ADD COLUMN granted_by_staff BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation ADD COLUMN disputed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation ADD COLUMN granted_used BIGINT NOT NULL DEFAULT 0;

DROP VIEW participation;
CREATE VIEW participation AS
SELECT invitation.id, invitation.survey, invitation.partner, invitation.token, invitation.bounce,
       CASE WHEN participation_mark.day IS NULL THEN invitation.state ELSE 'responded' END AS state,
       coalesce(participation_mark.day, invitation.responded_on) AS responded_on,
       invitation.granted_by_staff, invitation.disputed, invitation.granted_used
FROM invitation LEFT JOIN participation_mark ON participation_mark.invitation = invitation.id;
