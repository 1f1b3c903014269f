# ترجمة مجموعة أسئلة.

translate-tab = الترجمات
translate-lead = يظهر كل نص بجانب النص المترجَم عنه. يُعرض أولًا ما ينقص أو لم يعد مطابقًا، ولا تُعدَّل الرموز ولا القواعد هنا.
translate-no-draft = لا توجد مسودة للترجمة. يبدؤها أحد المديرين، أما الإصدارات المنشورة فلا تتغير.
translate-one-language = المسودة بلغة واحدة. يضيف أحد المديرين لغات أخرى في إعداداتها.
translate-progress = أُنجز { $percent }%. ناقص: { $missing }. غير مطابق: { $outdated }.
translate-whole = كل شيء مترجَم.
translate-outdated-lead = بعض الترجمات وُضعت لكلمات تغيّرت بعد ذلك، فمن يقرأ بهذه اللغات يقرأ المعنى القديم:
translate-outdated =
    { $count ->
        [zero] لا نصوص غير مطابقة
        [one] نص واحد غير مطابق
        [two] نصان غير مطابقين
        [few] { $count } نصوص غير مطابقة
        [many] { $count } نصًا غير مطابق
       *[other] { $count } نص غير مطابق
    }
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
translate-what-required-message = الرسالة حين تنقص إجابة { $code }
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

## في جدول بيانات

translate-file = الترجمة في جدول بيانات
translate-file-about = نزّلوا المسودة واكتبوا في أعمدة لغتكم، مثل label::Français (fr)، ثم أعيدوا الملف إلى هنا. لا تؤخذ منه إلا الترجمات: تبقى الرموز والقواعد ولغة الأصل كما هي، والخلية الفارغة لا تغيّر شيئًا.
translate-file-choose = الملف المترجَم
translate-file-hint = ‎.xlsx أو ‎.json كما يكتبه «صوت». { $megabytes } ميغابايت على الأكثر.
translate-file-heading = الترجمات التي في الملف
translate-file-counted =
    { $count ->
        [0] ليس في الملف ترجمة غير موجودة في المسودة.
        [zero] ليس في الملف ترجمة غير موجودة في المسودة.
        [one] في الملف ترجمة واحدة تختلف عمّا في المسودة.
        [two] في الملف ترجمتان تختلفان عمّا في المسودة.
        [few] في الملف { $count } ترجمات تختلف عمّا في المسودة.
        [many] في الملف { $count } ترجمة تختلف عمّا في المسودة.
       *[other] في الملف { $count } ترجمة تختلف عمّا في المسودة.
    }
translate-file-lead = ستُحفظ الترجمات المؤشَّر عليها. وحيث مرّ زميل في هذه الأثناء لا شيء مؤشَّر: قارنوا بين النصين.
translate-file-refused = عدّل أحدهم هذه النصوص بعد أن اطلعتم عليها. قارنوا بين النصين؛ ما تؤشّرون عليه يحل محل الموجود الآن.
translate-file-now = في المسودة الآن:
translate-file-says = في الملف:
translate-file-take-one = أخذه من الملف
translate-file-take = حفظ النصوص المؤشَّر عليها
translate-file-others = ما يختلف غير ذلك
translate-file-others-lead = لا يؤخذ هذا من الملف. يستطيع أحد المديرين أخذ الملف كله أو تعديل المسودة.
translate-file-changed = عدّل أحدهم هذه الترجمة بعد تنزيل الملف.
translate-file-source-changed = تغيّر النص المطلوب ترجمته بعد تنزيل الملف.
translate-file-unknown = تقول المسودة غير ذلك، ولا يُعرف من أي حال لها أُخذ الملف.
translate-met = مرّ أحدهم هنا في هذه الأثناء
translate-mine = وضع ترجمتي مكانها
translate-theirs = أخذ هذه
translate-file-in-draft = في المسودة
translate-file-in-file = في الملف
