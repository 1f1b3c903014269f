-- An invitation that was withdrawn after its partner had heard of it, with the reason for which the partner is not eligible: "gone", "duplicate"
-- or "no_partner". It is out of every list and rate, unless the partner has responded after all. One of which nobody has heard is removed
-- instead, so it is kept whether a link was shown to somebody on the staff.
ALTER TABLE invitation ADD COLUMN withdrawn TEXT;
ALTER TABLE invitation ADD COLUMN link_shown BIGINT NOT NULL DEFAULT 0;
UPDATE invitation SET link_shown = 1 WHERE id IN (SELECT invitation FROM known_link);

DROP VIEW participation;
CREATE VIEW every_invitation AS
SELECT invitation.id, invitation.survey, invitation.partner, invitation.token, invitation.bounce,
       CASE WHEN participation_mark.day IS NULL THEN invitation.state ELSE 'responded' END AS state,
       coalesce(participation_mark.day, invitation.responded_on) AS responded_on,
       invitation.granted_by_staff, invitation.disputed, invitation.granted_used, invitation.withdrawn, invitation.link_shown
FROM invitation LEFT JOIN participation_mark ON participation_mark.invitation = invitation.id;
CREATE VIEW participation AS
SELECT id, survey, partner, token, bounce, state, responded_on, granted_by_staff, disputed, granted_used
FROM every_invitation WHERE withdrawn IS NULL OR state = 'responded';
