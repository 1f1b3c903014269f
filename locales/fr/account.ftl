## Connexion

account-forgotten = Mot de passe oublié ?
account-forgotten-lead = Saisissez l’adresse avec laquelle vous vous connectez. Si un compte lui correspond, nous vous envoyons par e-mail un lien pour choisir un autre mot de passe.
account-forgotten-do = M’envoyer un lien
account-forgotten-asked = Si un compte lui correspond, un e-mail est en route vers
account-forgotten-hint = Le lien sert une seule fois, pendant une heure. Si rien n’arrive dans les prochaines minutes, regardez dans les courriers indésirables ou demandez un lien à l’administration.
account-error-forgotten-wait = Trop de liens ont été demandés depuis votre réseau. Attendez dix minutes, puis réessayez
account-second-step = Deuxième étape
account-second-step-hint = Les six chiffres que votre application d’authentification affiche en ce moment, ou l’un de vos codes de secours.
account-code = Code à saisir
account-error-code = Le code est incorrect ou a déjà servi. Attendez que l’application en affiche un nouveau et saisissez-le
account-error-recovery-code = Trop de codes incorrects ont été saisis aujourd’hui. Dans un navigateur où vous ne vous êtes jamais connecté, seul un de vos codes de secours est accepté pour l’instant

## Son propre compte

account-title = Votre compte
account-save = Enregistrer
account-moment = { $date } à { $time } UTC
account-password = Mot de passe
account-old-password = Mot de passe actuel
account-password-note = Toutes vos autres sessions prennent fin.
account-password-do = Changer le mot de passe
account-error-old = Le mot de passe actuel est incorrect
account-sessions = Vos sessions ouvertes
account-sessions-lead = Une session prend fin d’elle-même au bout de douze heures. Fermez celles que vous ne reconnaissez pas, puis changez de mot de passe.
account-device = Appareil
account-device-unknown = inconnu
account-opened = Connexion
account-end = Fermer
account-this-session = Session en cours
account-end-others = Fermer toutes les autres sessions

## Le second facteur

account-factor = Second facteur
account-factor-on =
    { $left ->
        [0] Activé. Il ne reste aucun code de secours : créez-en de nouveaux.
        [one] Activé. Il reste un code de secours.
        [many] Activé. Il reste { $left } codes de secours.
       *[other] Activé. Il reste { $left } codes de secours.
    }
account-factor-off = Non activé : il suffit de connaître votre mot de passe pour se connecter.
account-factor-set-up = Activer un second facteur
account-factor-change = Modifier le second facteur
account-factor-needed = Les comptes d’administration doivent avoir ici un second facteur. Activez-le pour continuer.
account-factor-lead = Avec un second facteur, il faut pour se connecter votre mot de passe et un code fourni par une application de votre téléphone, comme Aegis, FreeOTP ou Google Authenticator.
account-factor-scan = 1. Scannez cette image avec l’application.
account-factor-picture = Un code QR qui contient le secret destiné à votre application d’authentification ; le même secret figure ci-dessous en toutes lettres
account-factor-type = Ou saisissez ce secret dans l’application :
account-factor-open = Ouvrir l’application sur cet appareil
account-factor-code-hint = 2. Saisissez les six chiffres que l’application affiche en ce moment.
account-factor-do = Activer le second facteur
account-factor-there = Votre second facteur est activé. Saisissez votre mot de passe actuel pour créer de nouveaux codes de secours ou pour retirer le second facteur.
account-factor-remove = Retirer le second facteur
account-codes = Vos codes de secours
account-codes-lead = Chacun remplace une seule fois un code de l’application, pour le jour où vous aurez perdu votre téléphone. Ils ne sont affichés que maintenant : imprimez-les ou notez-les, et conservez-les à part de votre mot de passe.
account-codes-do = Créer de nouveaux codes de secours
account-codes-kept = Je les ai conservés

## Les messages relatifs aux comptes. Une ligne vide commence un paragraphe ; un lien occupe sa propre ligne.

account-mail-invitation-subject = Vous êtes invité·e à travailler avec Sawt
account-mail-invitation-body =
    Bonjour { $name },

    Vous êtes invité·e à travailler sur les enquêtes auprès des partenaires dans Sawt, avec le rôle : { $role }. Choisissez un mot de passe ici et votre compte sera créé :
    { $link }

    Le lien sert une seule fois, pendant trois jours. Si ce message ne vous dit rien, ignorez-le : il ne se passera rien.
account-mail-password-subject = Choisissez un autre mot de passe pour Sawt
account-mail-password-body =
    Bonjour { $name },

    L’administration a créé un lien qui vous permet de choisir un autre mot de passe :
    { $link }

    Le lien sert une seule fois, pendant trois jours. Votre ancien mot de passe et vos sessions prennent fin dès que vous en choisissez un nouveau.
account-mail-forgotten-subject = Choisissez un autre mot de passe pour Sawt
account-mail-forgotten-body =
    Bonjour { $name },

    Quelqu’un, sans doute vous, a indiqué que le mot de passe de votre compte était oublié. Choisissez-en un autre ici :
    { $link }

    Le lien sert une seule fois, pendant une heure. Si ce n’était pas vous, ignorez ce message : votre mot de passe reste inchangé.
account-mail-changed-subject = Votre mot de passe pour Sawt a été changé
account-mail-changed-body =
    Bonjour { $name },

    Le mot de passe de votre compte vient d’être changé et vos autres sessions ont pris fin. Si ce n’était pas vous, prévenez immédiatement l’administration.

# Ce que tous les administrateurs apprennent par courriel.
admin-notice-operator = l’exploitant, depuis la ligne de commande
admin-notice-person-invited-subject = Sawt : { $person } a reçu une invitation
admin-notice-person-invited-body =
    Bonjour { $name },

    { $by } a invité { $person } à travailler avec Sawt, avec le rôle « { $role } ». Tous les administrateurs en sont informés.

    Si cela ne devait pas être, retirez l’invitation à la page « Personnes ».
admin-notice-password-link-subject = Sawt : { $person } reçoit un lien pour un nouveau mot de passe
admin-notice-password-link-body =
    Bonjour { $name },

    { $by } a fait envoyer à { $person } un lien pour un nouveau mot de passe. Tous les administrateurs en sont informés.

    Si { $person } ne l’a pas demandé, parlez-en à l’un et à l’autre.
admin-notice-second-factor-taken-subject = Sawt : le second facteur de { $person } a été retiré
admin-notice-second-factor-taken-body =
    Bonjour { $name },

    { $by } a retiré le second facteur de { $person } : le mot de passe suffit désormais pour ouvrir ce compte. Tous les administrateurs en sont informés.

    Si { $person } ne l’a pas demandé, parlez-en à l’un et à l’autre.
admin-notice-role-changed-subject = Sawt : { $person } a un autre rôle
admin-notice-role-changed-body =
    Bonjour { $name },

    { $by } a donné à { $person } le rôle « { $role } ». Tous les administrateurs en sont informés.

    Si cela ne devait pas être, rétablissez le rôle à la page « Personnes ».
admin-notice-account-ended-subject = Sawt : le compte de { $person } a été fermé
admin-notice-account-ended-body =
    Bonjour { $name },

    { $by } a fermé le compte de { $person }. Tous les administrateurs en sont informés.

    Si cela ne devait pas être, rouvrez le compte à la page « Personnes ».
admin-notice-account-resumed-subject = Sawt : le compte de { $person } a été rouvert
admin-notice-account-resumed-body =
    Bonjour { $name },

    { $by } a rouvert le compte de { $person }. Tous les administrateurs en sont informés.

    Si cela ne devait pas être, fermez le compte à la page « Personnes ».
admin-notice-not-answered-subject = Sawt : un lien utilisé ne l’aurait pas été par { $partner }
admin-notice-not-answered-body =
    Bonjour { $name },

    Quelqu’un a ouvert le lien personnel de { $partner } dans l’enquête { $survey } et a déclaré que ce partenaire n’a pas répondu, alors qu’une réponse lui a été comptée. Une réponse de plus peut maintenant être envoyée avec ce lien, une seule fois. Tous les administrateurs en sont informés.

    Veuillez interroger le partenaire. Toute personne ayant vu le lien a pu l’utiliser.
admin-notice-survey-suspended-subject = Sawt : l’enquête { $survey } a été suspendue
admin-notice-survey-suspended-body =
    Bonjour { $name },

    { $by } a suspendu l’enquête { $survey }. D’ici à la reprise, aucune réponse n’est acceptée et rien n’est refusé. Tous les administrateurs en sont informés.

    Le motif donné : { $reason }

    Une fois l’urgence passée, reprenez l’enquête depuis sa page « Paramètres ». Son dernier jour sera alors repoussé d’autant.
admin-notice-survey-went-on-subject = Sawt : l’enquête { $survey } reprend
admin-notice-survey-went-on-body =
    Bonjour { $name },

    { $by } a repris l’enquête { $survey }, qui était suspendue. Son dernier jour est désormais le { $date }. Tous les administrateurs en sont informés.
admin-notice-yes-open-subject = Sawt : ouvrir l’enquête { $survey } demande un second accord
admin-notice-yes-open-body =
    Bonjour { $name },

    { $by } veut ouvrir l’enquête { $survey }. Un autre administrateur doit donner son accord, à sa page « Réglages ». On y voit ce que les partenaires verront et qui est invité.

    Si personne ne répond, la mesure prend effet 72 heures après que tous les administrateurs en ont été informés ; le journal et le rapport indiquent qu’il n’y a pas eu de seconde personne. Si cela ne doit pas être, retirez la demande au même endroit.
admin-notice-yes-version-subject = Sawt : une autre version pour l’enquête { $survey } demande un second accord
admin-notice-yes-version-body =
    Bonjour { $name },

    { $by } veut faire passer l’enquête { $survey } à la version { $version } de son questionnaire. Un autre administrateur doit donner son accord, à sa page « Réglages ». On y voit ce qui change.

    Si personne ne répond, la mesure prend effet 72 heures après que tous les administrateurs en ont été informés ; le journal et le rapport indiquent qu’il n’y a pas eu de seconde personne. Si cela ne doit pas être, retirez la demande au même endroit.
admin-notice-yes-links-subject = Sawt : montrer les résultats de l’enquête { $survey } demande un second accord
admin-notice-yes-links-body =
    Bonjour { $name },

    { $by } veut que les résultats de l’enquête { $survey } soient montrés malgré des liens que le personnel pouvait connaître. Un autre administrateur doit donner son accord, à sa page « Réglages ». On y voit qui pouvait connaître combien de liens.

    Si personne ne répond, la mesure prend effet 72 heures après que tous les administrateurs en ont été informés ; le journal et le rapport indiquent qu’il n’y a pas eu de seconde personne. Si cela ne doit pas être, retirez la demande au même endroit.
admin-notice-yes-close-subject = Sawt : clore l’enquête { $survey } plus tôt demande un second accord
admin-notice-yes-close-body =
    Bonjour { $name },

    { $by } veut clore l’enquête { $survey } plus tôt, avec le { $date } comme dernier jour. Un autre administrateur doit donner son accord, à sa page « Réglages », au plus tard 72 heures avant la fin de ce jour. Sans cela, elle ne se termine pas plus tôt.

    Le motif donné : { $reason }
admin-notice-yes-lost-subject = Sawt : déclarer perdues des réponses à l’enquête { $survey } demande un second accord
admin-notice-yes-lost-body =
    Bonjour { $name },

    { $by } veut déclarer perdues les réponses à l’enquête { $survey } qui ne peuvent pas être ouvertes, au nombre de { $count }. Elles seront alors supprimées définitivement. Un autre administrateur doit donner son accord, à sa page « Réglages ». Cherchez d’abord le fichier de clés.

    Si personne ne répond, la mesure prend effet 72 heures après que tous les administrateurs en ont été informés ; le journal et le rapport indiquent qu’il n’y a pas eu de seconde personne. Si cela ne doit pas être, retirez la demande au même endroit.
