## الأدوار

people-role-admin = مسؤول النظام
people-role-manager = مدير برنامج
people-role-analyst = محلل
people-role-translator = مترجم

people-not-allowed-title = هذه الصفحة ليست ضمن دوركم
people-not-allowed = دور حسابكم هو «{ $role }»، وهو لا يشمل هذه الصفحة. إن احتجتم إليها فتواصلوا مع { $admins }.

## السجل

people-audit = السجل
people-audit-lead = ما جرى هنا، ومن قام به، ومتى. تُضاف السطور ولا تُغيَّر أبدًا. الأوقات بالتوقيت العالمي المنسق.
people-audit-at = الوقت
people-audit-who = من
people-audit-what = ماذا
people-audit-subject = على ماذا
people-audit-detail = التفاصيل
people-audit-narrow = عرض
people-audit-file = تنزيل بصيغة CSV
people-audit-none = لا يطابق أي سطر.
people-audit-older = سطور أقدم

## الأشخاص

people-title = الأشخاص
people-done = تم التغيير.
people-link-mailed = رسالة فيها رابط في طريقها إلى { $email }. يصلح الرابط لمرة واحدة خلال ثلاثة أيام، ولا يُعرض على أحد غيره.
people-name = الاسم
people-email = البريد الإلكتروني
people-role = الدور
people-account = الحساب
people-responsible =
    { $count ->
        [zero] ليس مسؤولًا عن أي شريك
        [one] مسؤول عن شريك واحد
        [two] مسؤول عن شريكين
        [few] مسؤول عن { $count } شركاء
        [many] مسؤول عن { $count } شريكًا
       *[other] مسؤول عن { $count } شريك
    }
people-left =
    { $count ->
        [zero] انتهى حساب { $name }.
        [one] انتهى حساب { $name }. لا يزال شريك واحد في عهدته: أسندوه إلى شخص آخر.
        [two] انتهى حساب { $name }. لا يزال شريكان في عهدته: أسندوهما إلى شخص آخر.
        [few] انتهى حساب { $name }. لا يزال { $count } شركاء في عهدته: أسندوهم إلى شخص آخر.
        [many] انتهى حساب { $name }. لا يزال { $count } شريكًا في عهدته: أسندوهم إلى شخص آخر.
       *[other] انتهى حساب { $name }. لا يزال { $count } شريك في عهدته: أسندوهم إلى شخص آخر.
    }
people-ended = منتهٍ
people-factor = العامل الثاني مفعّل
people-factor-take = إزالة العامل الثاني
people-invited = مدعوون لم ينضموا بعد
people-invited-until = صالحة حتى { $when }
people-invited-problem = لم تُقبل الرسالة:
people-withdraw = سحب الدعوة
people-change = تغيير
people-password = إرسال رابط لكلمة مرور جديدة
people-end = إنهاء الحساب
people-resume = إعادة فتح الحساب
people-invite = دعوة شخص
people-invite-do = إرسال الدعوة
people-language = اللغة
people-error-email = أدخلوا عنوان بريد إلكتروني مثل name@example.org
people-error-taken = يوجد حساب بهذا العنوان
people-error-name = أدخلوا اسمًا لا يتجاوز 200 حرف
people-error-role = اختاروا دورًا
people-error-last-admin = هذا آخر مسؤول للنظام. امنحوا الدور لشخص آخر أولًا
people-error-password = اختاروا كلمة مرور من 12 حرفًا على الأقل
people-welcome = اختيار كلمة مرور
people-welcome-lead = { $name }، أنتم مدعوون للعمل هنا بدور { $role }.
people-password-lead = تنتهي كلمة مروركم القديمة وجلساتكم حين تختارون كلمة جديدة.
people-new-password = كلمة المرور الجديدة
people-password-hint = 12 حرفًا على الأقل. عدة كلمات يسهل تذكرها ويصعب تخمينها.
people-welcome-do = حفظ كلمة المرور
people-link-used-title = لم يعد هذا الرابط صالحًا
people-link-used = سبق استخدامه أو انقضت مدته. اطلبوا رابطًا جديدًا من صفحة تسجيل الدخول أو من مسؤول النظام.
