# ترجمة مجموعة أسئلة.

translate-tab = الترجمات
translate-lead = يظهر كل نص بجانب النص المترجَم عنه. يُعرض أولًا ما ينقص أو لم يعد مطابقًا، ولا تُعدَّل الرموز ولا القواعد هنا.
translate-no-draft = لا توجد مسودة للترجمة. يبدؤها أحد المديرين، أما الإصدارات المنشورة فلا تتغير.
translate-one-language = المسودة بلغة واحدة. يضيف أحد المديرين لغات أخرى في إعداداتها.
translate-progress = أُنجز { $percent }%. ناقص: { $missing }. غير مطابق: { $outdated }.
translate-whole = كل شيء مترجَم.
translate-from = الترجمة من
translate-show = عرض
translate-show-open =
    { $count ->
        [zero] لا نصوص ناقصة أو غير مطابقة
        [one] نص واحد ناقص أو غير مطابق
        [two] نصان ناقصان أو غير مطابقين
        [few] { $count } نصوص ناقصة أو غير مطابقة
        [many] { $count } نصًا ناقصًا أو غير مطابق
       *[other] { $count } نص ناقص أو غير مطابق
    }
translate-show-all = جميع النصوص
translate-show-do = عرض
translate-group-set = مجموعة الأسئلة كلها
translate-group-list = قائمة الخيارات { $list }
translate-what-title = العنوان { $code }
translate-what-introduction = المقدمة { $code }
translate-what-label = السؤال { $code }
translate-what-hint = إرشاد { $code }
translate-what-constraint-message = الرسالة حين لا تصح إجابة { $code }
translate-what-low = الطرف الأدنى في { $code }
translate-what-high = الطرف الأعلى في { $code }
translate-what-item = العبارة { $code }
translate-what-choice = الخيار { $code }
translate-state-missing = ناقص
translate-state-outdated = غير مطابق
translate-state-done = مترجَم
translate-was = تُرجم عن:
translate-keep = الترجمة ما زالت صحيحة
translate-save = حفظ
translate-saved = تم الحفظ.
translate-not-saved = لم تُحفظ بعض النصوص. ما كتبتموه ما زال في حقله.
translate-overtaken = ترجم أحدهم هذا النص في هذه الأثناء: «{ $theirs }». احفظوا من جديد لوضع ترجمتكم مكانه.
translate-source-changed = تغيّر النص المطلوب ترجمته في هذه الأثناء. راجعوه ثم احفظوا.
translate-too-long = اختصروا النص إلى { $most } من الأحرف.
translate-gone = لم يعد هذا النص في المسودة.
