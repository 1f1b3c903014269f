## تسجيل الدخول

account-forgotten = هل نسيتم كلمة المرور؟
account-forgotten-lead = أدخلوا العنوان الذي تسجلون الدخول به. إن كان له حساب فسنرسل إليكم بالبريد رابطًا لاختيار كلمة مرور أخرى.
account-forgotten-do = أرسلوا إلي رابطًا
account-forgotten-asked = إن كان للعنوان حساب فالرسالة في طريقها إلى
account-forgotten-hint = الرابط صالح لمرة واحدة خلال ساعة. إن لم تصل أي رسالة خلال دقائق فابحثوا في مجلد الرسائل غير المرغوب فيها أو اطلبوا رابطًا من مسؤول النظام.
account-error-forgotten-wait = طُلبت روابط كثيرة من شبكتكم. انتظروا عشر دقائق ثم حاولوا مجددًا
account-second-step = الخطوة الثانية
account-second-step-hint = الأرقام الستة التي يعرضها تطبيق المصادقة الآن، أو أحد رموز الاسترداد.
account-code = الرمز
account-error-code = الرمز غير صحيح أو سبق استخدامه. انتظروا الرمز التالي في التطبيق ثم أدخلوه
account-error-recovery-code = أُدخلت اليوم رموز كثيرة غير صحيحة. في متصفح لم تسجّلوا الدخول منه من قبل لا يُقبل حاليًا إلا أحد رموز الاسترداد

## الحساب الشخصي

account-title = حسابكم
account-save = حفظ
account-moment = { $date }، { $time } بالتوقيت العالمي
account-password = كلمة المرور
account-old-password = كلمة المرور الحالية
account-password-note = تنتهي جميع جلساتكم الأخرى.
account-password-do = تغيير كلمة المرور
account-error-old = كلمة المرور الحالية غير صحيحة
account-sessions = الجلسات المفتوحة
account-sessions-lead = تنتهي الجلسة من تلقاء نفسها بعد اثنتي عشرة ساعة. أنهوا الجلسات التي لا تعرفونها ثم غيّروا كلمة المرور.
account-device = الجهاز
account-device-unknown = غير معروف
account-opened = وقت الدخول
account-end = إنهاء
account-this-session = هذه الجلسة
account-end-others = إنهاء جميع الجلسات الأخرى

## العامل الثاني

account-factor = العامل الثاني
account-factor-on =
    { $left ->
        [0] مفعّل. لم يبق أي رمز استرداد: أنشئوا رموزًا جديدة.
        [zero] مفعّل. لم يبق أي رمز استرداد: أنشئوا رموزًا جديدة.
        [one] مفعّل. بقي رمز استرداد واحد.
        [two] مفعّل. بقي رمزا استرداد.
        [few] مفعّل. بقيت { $left } رموز استرداد.
        [many] مفعّل. بقي { $left } رمز استرداد.
       *[other] مفعّل. بقي { $left } رمز استرداد.
    }
account-factor-off = غير مفعّل: يستطيع من يعرف كلمة مروركم تسجيل الدخول.
account-factor-set-up = تفعيل عامل ثانٍ
account-factor-change = تغيير العامل الثاني
account-factor-needed = يُشترط هنا أن يكون لمسؤولي النظام عامل ثانٍ. فعّلوه للمتابعة.
account-factor-lead = مع العامل الثاني يتطلب تسجيل الدخول كلمة المرور ورمزًا من تطبيق على هاتفكم، مثل Aegis أو FreeOTP أو Google Authenticator.
account-factor-scan = 1. امسحوا هذه الصورة بالتطبيق.
account-factor-picture = رمز QR يحمل المفتاح السري لتطبيق المصادقة، والمفتاح نفسه مكتوب أدناه
account-factor-type = أو أدخلوا هذا المفتاح في التطبيق:
account-factor-open = فتح التطبيق على هذا الجهاز
account-factor-code-hint = 2. أدخلوا الأرقام الستة التي يعرضها التطبيق الآن.
account-factor-do = تفعيل العامل الثاني
account-factor-there = العامل الثاني مفعّل. أدخلوا كلمة المرور الحالية لإنشاء رموز استرداد جديدة أو لإزالة العامل الثاني.
account-factor-remove = إزالة العامل الثاني
account-codes = رموز الاسترداد
account-codes-lead = كل رمز صالح مرة واحدة بدلًا من رمز التطبيق، ليوم تفقدون فيه هاتفكم. لا تظهر الرموز إلا الآن: اطبعوها أو دوّنوها واحفظوها بعيدًا عن كلمة المرور.
account-codes-do = إنشاء رموز استرداد جديدة
account-codes-kept = حفظتها

## الرسائل المتعلقة بالحسابات. السطر الفارغ يبدأ فقرة، والرابط في سطر مستقل.

account-mail-invitation-subject = أنتم مدعوون للعمل مع Sawt
account-mail-invitation-body =
    مرحبًا { $name }،

    أنتم مدعوون للعمل على استبيانات الشركاء في Sawt بدور { $role }. اختاروا كلمة مرور هنا فيُنشأ حسابكم:
    { $link }

    الرابط صالح لمرة واحدة خلال ثلاثة أيام. إن كنتم لا تعرفون شيئًا عن هذه الدعوة فاتركوها، ولن يحدث شيء.
account-mail-password-subject = اختاروا كلمة مرور أخرى لحسابكم في Sawt
account-mail-password-body =
    مرحبًا { $name }،

    أنشأ مسؤول النظام رابطًا تختارون به كلمة مرور أخرى:
    { $link }

    الرابط صالح لمرة واحدة خلال ثلاثة أيام. تنتهي كلمة مروركم القديمة وجلساتكم حين تختارون كلمة جديدة.
account-mail-forgotten-subject = اختاروا كلمة مرور أخرى لحسابكم في Sawt
account-mail-forgotten-body =
    مرحبًا { $name }،

    أفاد شخص ما، لعله أنتم، بأن كلمة مرور حسابكم منسية. اختاروا كلمة أخرى هنا:
    { $link }

    الرابط صالح لمرة واحدة خلال ساعة. إن لم تكونوا أنتم فاتركوا الرسالة، وتبقى كلمة مروركم كما هي.
account-mail-changed-subject = تغيّرت كلمة مروركم في Sawt
account-mail-changed-body =
    مرحبًا { $name }،

    تغيّرت كلمة مرور حسابكم للتو وانتهت جلساتكم الأخرى. إن لم تكونوا أنتم من غيّرها فأبلغوا مسؤول النظام فورًا.

# ما يُبلَّغ به جميع مسؤولي النظام بالبريد.
admin-notice-operator = المشغِّل من سطر الأوامر
admin-notice-person-invited-subject = صوت: دُعي { $person }
admin-notice-person-invited-body =
    تحية طيبة { $name }،

    دعا { $by } صاحبَ العنوان { $person } إلى العمل في صوت بصفة «{ $role }». يُبلَّغ بذلك جميع مسؤولي النظام.

    إن لم يكن ذلك مقصودًا، فاسحبوا الدعوة من صفحة «الأشخاص».
admin-notice-password-link-subject = صوت: رابط لكلمة مرور جديدة إلى { $person }
admin-notice-password-link-body =
    تحية طيبة { $name }،

    طلب { $by } إرسال رابط لكلمة مرور جديدة إلى { $person }. يُبلَّغ بذلك جميع مسؤولي النظام.

    إن لم يطلبه صاحب العنوان { $person }، فتحدثوا إلى الاثنين.
admin-notice-second-factor-taken-subject = صوت: أُزيل العامل الثاني من حساب { $person }
admin-notice-second-factor-taken-body =
    تحية طيبة { $name }،

    أزال { $by } العامل الثاني من حساب { $person }، فصارت كلمة المرور وحدها تفتح هذا الحساب. يُبلَّغ بذلك جميع مسؤولي النظام.

    إن لم يطلب ذلك صاحب الحساب { $person }، فتحدثوا إلى الاثنين.
admin-notice-role-changed-subject = صوت: تغيّر دور { $person }
admin-notice-role-changed-body =
    تحية طيبة { $name }،

    منح { $by } صاحبَ الحساب { $person } دور «{ $role }». يُبلَّغ بذلك جميع مسؤولي النظام.

    إن لم يكن ذلك مقصودًا، فأعيدوا الدور السابق من صفحة «الأشخاص».
admin-notice-account-ended-subject = صوت: أُنهي حساب { $person }
admin-notice-account-ended-body =
    تحية طيبة { $name }،

    أنهى { $by } حساب { $person }. يُبلَّغ بذلك جميع مسؤولي النظام.

    إن لم يكن ذلك مقصودًا، فافتحوا الحساب من جديد من صفحة «الأشخاص».
admin-notice-account-resumed-subject = صوت: فُتح حساب { $person } من جديد
admin-notice-account-resumed-body =
    تحية طيبة { $name }،

    فتح { $by } حساب { $person } من جديد. يُبلَّغ بذلك جميع مسؤولي النظام.

    إن لم يكن ذلك مقصودًا، فأنهوا الحساب من صفحة «الأشخاص».
admin-notice-not-answered-subject = صوت: يُقال إن { $partner } لم يستخدم رابطه المستخدَم
admin-notice-not-answered-body =
    تحية طيبة { $name }،

    فتح شخص ما الرابط الشخصي لـ{ $partner } في الاستبيان { $survey } وقال إن الشريك لم يُجب، مع أن إجابة قد حُسبت له. يمكن الآن إرسال إجابة إضافية بهذا الرابط مرة واحدة. يُبلَّغ بذلك جميع مسؤولي النظام.

    يُرجى سؤال الشريك، فكل من رأى الرابط كان بوسعه استخدامه.
admin-notice-survey-suspended-subject = صوت: عُلِّق الاستبيان { $survey }
admin-notice-survey-suspended-body =
    تحية طيبة { $name }،

    علَّق { $by } الاستبيان { $survey }. لا تُقبل أي إجابة ولا يُرفض شيء إلى حين استئنافه. يُبلَّغ بذلك جميع مسؤولي النظام.

    السبب المذكور: { $reason }

    حين تنتهي الحالة الطارئة، استأنفوا الاستبيان من صفحة إعداداته، فيُؤجَّل يومه الأخير بالعدد نفسه من الأيام.
admin-notice-survey-went-on-subject = صوت: استُؤنف الاستبيان { $survey }
admin-notice-survey-went-on-body =
    تحية طيبة { $name }،

    استأنف { $by } الاستبيان { $survey } الذي كان معلَّقًا. يومه الأخير الآن هو { $date }. يُبلَّغ بذلك جميع مسؤولي النظام.
