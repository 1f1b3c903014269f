# Un rapport publié derrière un lien : les pages où l’on crée des liens, et ce que voit la personne qui en a un.

shared-title = Liens vers ce rapport
shared-lead = Toute personne qui a un lien lit une version publiée, sans compte, jusqu’à la fin du dernier jour. Rien d’autre n’est accessible par ce lien.
shared-made = Ce lien n’est affiché qu’une fois. Copiez-le maintenant. Il est destiné à :
shared-link = Lien
shared-none = Il n’y a aucun lien.
shared-nothing = Rien n’a encore été publié : il n’y a donc rien à partager.
shared-name = Destinataire
shared-name-hint = Pour vous et vos collègues, par exemple « Conseil d’administration » ou « Bailleur ». Les lecteurs ne le voient pas.
shared-version = Version publiée
shared-when = Créé
shared-end = Dernier jour
shared-end-hint = Dans un an au plus tard. Vous pouvez désactiver le lien avant.
shared-end-now = Désactiver maintenant
shared-is-ended = Le lien n’affiche plus rien.
shared-was-until = Terminé après le { $date }
shared-ended-by = Désactivé le { $date } par { $by }
shared-new = Créer un lien
shared-make = Créer le lien
shared-error-name = Indiquez le destinataire, en 100 caractères au plus
shared-error-version = Choisissez une version publiée
shared-error-end = Choisissez un jour entre aujourd’hui et dans un an

shared-made-by = { $date }, par { $by }

shared-until-when = Ce rapport vous a été transmis par un lien valable jusqu’à la fin du { $date }.
shared-over-heading = Ce lien n’est plus valable
shared-over-body =
    Il affichait un rapport jusqu’à un jour donné. Ce jour est passé, ou quelqu’un a désactivé le lien avant.

    Si vous avez encore besoin du rapport, demandez un nouveau lien à la personne qui vous l’a envoyé.
shared-not-yet-heading = Ce rapport sera montré plus tard
shared-not-yet-body = L’enquête reçoit encore des réponses. Le rapport pourra être lu lorsqu’elle sera terminée : veuillez alors rouvrir le lien.
shared-unknown-heading = Nous ne connaissons pas ce lien
shared-unknown-body =
    Il manque peut-être une partie de l’adresse, ce qui arrive lorsqu’un long lien est coupé en deux dans un message. Copiez le lien en entier et réessayez.

    Si cela ne suffit pas, demandez un nouveau lien à la personne qui vous l’a envoyé.
