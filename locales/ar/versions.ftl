# إصدارات مجموعة الأسئلة: نشر المسودة، والقائمة، وإصداران جنبًا إلى جنب. وحياة الاستبيان الذي يعتمد أحدها: الإعداد والفتح والإغلاق
# والتصحيح.

versions-tab = الإصدارات
versions-version = الإصدار { $version }
versions-lead = لا يتغير الإصدار المنشور أبدًا. يعتمد كل استبيان إصدارًا واحدًا، وكل تصحيح إصدار قائم بذاته.
versions-published = نُشر في { $when }، ونشره { $who }.
versions-published-by-command = نُشر في { $when } من سطر الأوامر.
versions-published-unknown = نُشر قبل أن تُحفظ التواريخ.
versions-surveys = الاستبيانات التي تعتمده:
versions-show-differences = عرض الفروق
versions-compare = مقارنة
versions-compare-from = قارنوا
versions-compare-to = مع
versions-from-to = من الإصدار { $from } إلى الإصدار { $to }
versions-languages = اللغات: { $languages }.
versions-download = تنزيل هذا الإصدار (JSON)
versions-choices-of = الخيارات
versions-just-published = نُشر الإصدار. لا يستخدمه أي استبيان من تلقاء نفسه، وهذه هي الخطوات التالية:
versions-put-survey = نقل الاستبيان { $survey } إلى هذا الإصدار
versions-new-survey = إعداد استبيان جديد عليه

## النشر

versions-publish = التحقق والنشر
versions-becomes = تصبح هذه المسودة الإصدار { $version }
versions-publish-lead = في ما يلي كل ما تغيّره المسودة. يستمر الاستبيان المفتوح بإصداره إلى أن تنقلوه إلى الإصدار الجديد.
versions-checks = التحقق
versions-checks-passed = كل شيء سليم: النصوص موجودة بكل اللغات، والرموز غير مكررة، والشروط تشير إلى ما سبقها.
versions-checks-failed = صحّحوا هذا في المسودة أولًا.
versions-unsound = ما زال في المسودة ما ينبغي تصحيحه
versions-step = النشر
versions-declare-lead = تُقارن الإجابات بين السنوات برموزها. هذه الرموز ظهرت أو اختفت أو صارت تدل على شيء آخر:
versions-declare-new-question = سؤال جديد
versions-declare-new-item = عبارة جديدة
versions-declare-new-choice = خيار جديد
versions-declare-gone-question = سؤال محذوف
versions-declare-gone-item = عبارة محذوفة
versions-declare-gone-choice = خيار محذوف
versions-declare-kind = الرمز نفسه لنوع آخر من الأسئلة
versions-declare-seen = كان هذا الرمز في الإصدار { $version }: إن كان السؤال مختلفًا فأعطوه رمزًا آخر.
versions-declare-same-words = نصه مطابق لنص { $code } المحذوف. إن كان السؤال نفسه فأعيدوا إليه رمزه.
versions-declare = كل هذا مقصود: الجديد جديد فعلًا، والمحذوف حُذف عمدًا
versions-undeclared = أكّدوا أن ظهور هذه الرموز واختفاءها مقصودان
versions-never-changes = لا يتغير الإصدار أبدًا بعد نشره.
versions-publish-yes = نشر
versions-back-to-draft = العودة إلى المسودة
versions-overtaken = غيّر أحدهم المسودة أو نشر إصدارًا بعد أن فتحتم هذه الصفحة. لم يُنشر شيء. هذا هو الوضع الآن، فراجعوه من جديد
versions-what-differs = الفروق
versions-first = هذا هو الإصدار الأول، فليس هناك ما يُقارن به.
versions-nothing = لا فروق.
versions-all-safe =
    { $count ->
        [zero] لا فروق.
        [one] فرق واحد في الصياغة فقط. يمكن للاستبيانات المفتوحة اعتماده.
        [two] فرقان في الصياغة فقط. يمكن للاستبيانات المفتوحة اعتمادهما.
        [few] { $count } فروق في الصياغة فقط. يمكن للاستبيانات المفتوحة اعتمادها.
        [many] { $count } فرقًا في الصياغة فقط. يمكن للاستبيانات المفتوحة اعتمادها.
       *[other] { $count } فرق في الصياغة فقط. يمكن للاستبيانات المفتوحة اعتمادها.
    }
versions-differences =
    { $count ->
        [zero] لا فروق.
        [one] فرق واحد.
        [two] فرقان.
        [few] { $count } فروق.
        [many] { $count } فرقًا.
       *[other] { $count } فرق.
    }
versions-hard =
    { $count ->
        [zero] لا شيء منها يمنع مقارنة الإجابات.
        [one] واحد منها يجعل الإجابات غير قابلة للمقارنة، فلا يمكن لاستبيان مفتوح اعتماده.
        [two] اثنان منها يجعلان الإجابات غير قابلة للمقارنة، فلا يمكن لاستبيان مفتوح اعتمادهما.
        [few] { $count } منها تجعل الإجابات غير قابلة للمقارنة، فلا يمكن لاستبيان مفتوح اعتمادها.
        [many] { $count } منها تجعل الإجابات غير قابلة للمقارنة، فلا يمكن لاستبيان مفتوح اعتمادها.
       *[other] { $count } منها تجعل الإجابات غير قابلة للمقارنة، فلا يمكن لاستبيان مفتوح اعتمادها.
    }
versions-earlier = ما يمكن مقارنته بالاستبيانات السابقة
versions-earlier-lead = تُطابَق الأسئلة برموزها، ولا يهم ترتيبها.
versions-earlier-version = الإصدار { $version } ({ $surveys })
versions-matched = يمكن مقارنة { $alike } من أصل { $all }.
versions-unlike = ما لا يمكن مقارنته، والسبب
versions-match-new = لم يُطرح آنذاك.
versions-match-differs = { $what }: { $whose }

## الفروق بالكلمات

versions-before = قبل
versions-now = الآن
versions-place-set = مجموعة الأسئلة كلها
versions-place-section = القسم:
versions-place-question = السؤال:
versions-place-list = قائمة الخيارات
versions-list-used =
    { $count ->
        [zero] لا يستخدمها أي سؤال.
        [one] يستخدمها سؤال واحد.
        [two] يستخدمها سؤالان.
        [few] تستخدمها { $count } أسئلة.
        [many] يستخدمها { $count } سؤالًا.
       *[other] يستخدمها { $count } سؤال.
    }
versions-whose-item = العبارة «{ $label }» ({ $code })
versions-whose-choice = الخيار «{ $label }» ({ $code })
versions-added = جديد
versions-added-language = لغة جديدة: { $language }
versions-removed = محذوف
versions-removed-language = لغة محذوفة: { $language }
versions-moved = نُقل إلى موضع آخر
versions-order = تغيّر ترتيب اللغات
versions-kind = نوع السؤال
versions-choices = قائمة خيارات أخرى
versions-choices-renamed = قائمة خيارات باسم آخر وبالخيارات نفسها
versions-text-in = { $field } ({ $language })
versions-text-title = العنوان
versions-text-introduction = المقدمة
versions-text-label = الصياغة
versions-text-hint = التلميح
versions-text-required-message = رسالة الإجابة الناقصة
versions-text-constraint-message = رسالة الخطأ
versions-text-low = أدنى المقياس
versions-text-high = أعلى المقياس
versions-rule-required = الإجابة إلزامية
versions-rule-relevant = يُطرح فقط إذا
versions-rule-constraint = تُقبل الإجابة فقط إذا
versions-rule-min = أدنى قيمة
versions-rule-max = أعلى قيمة
versions-rule-decimals = المنازل العشرية
versions-rule-max-length = أقصى عدد للحروف
versions-rule-max-picks = أقصى عدد للخيارات
versions-rule-profile = تُفصَّل النتائج بحسبه
versions-rule-off-scale = خارج النسب المئوية (خارج المقياس)
versions-rule-exclusive = لا يُجمع مع غيره
versions-rule-other = مع نص: «غير ذلك، يرجى التحديد»
versions-yes = نعم
versions-no = لا
versions-unset = غير محدد
versions-why-parts = ليس لاستبيان مفتوح: يكون بعض المشاركين قد أجاب من دونه وبعضهم معه.
versions-why-language = ليس لاستبيان مفتوح: لن تبقى استمارة لمن دُعي بهذه اللغة.
versions-why-moved = ليس لاستبيان مفتوح: ما يسبق السؤال أو الخيار يؤثر في الإجابة.
versions-why-asked = ليس لاستبيان مفتوح: سيُسأل مشاركون آخرون أو تُقبل إجابات أخرى.
versions-why-profile = ليس لاستبيان مفتوح: قد تكشف النتائج المفصّلة بطريقتين معًا أكثر مما ينبغي.
versions-why-marks = ليس لاستبيان مفتوح: ستُحسب النسب المئوية من مشاركين آخرين.
versions-why-scale = ليس لاستبيان مفتوح: سيدل الرمز نفسه على إجابات أخرى.

## حياة الاستبيان

running-tab = الإعدادات
running-new = استبيان جديد
running-new-lead = الاستبيان دورة واحدة: إصدار منشور من مجموعة أسئلة، يُطرح من يوم أول إلى يوم أخير. يُعدّ أولًا، ولا يستطيع أحد الإجابة قبل أن تفتحوه.
running-no-versions = لم تُنشر أي مجموعة أسئلة بعد. انشروا واحدة أولًا من صفحة «مجموعات الأسئلة».
running-code = الرمز
running-code-hint = يظهر في الروابط ولا يمكن تغييره: حروف لاتينية صغيرة وأرقام وواصلات، مثل ims-2028.
running-on = مجموعة الأسئلة
running-on-hint = لغات الاستبيان هي لغات مجموعة أسئلته.
running-version-of = { $title }، الإصدار { $version }
running-names = اسم الاستبيان
running-names-hint = ما يراه الشركاء والزملاء. وإن تُرك فارغًا، حمل الاستبيان عنوان مجموعة أسئلته.
running-who = من يستطيع الإجابة
running-invited = الشركاء المدعوون، كل منهم برابط شخصي
running-everyone = كل من لديه الرابط العام، ولا يكون هناك عندئذ معدل استجابة
running-opens-on = اليوم الأول
running-closes-on = اليوم الأخير
running-days-stay = يبقى اليوم الأول والمنطقة الزمنية وعدد الأجهزة كما هي لأن الاستبيان قد فُتح، ولا يمكن إلا زيادة أيام السماح. أما اليوم الأخير فيُغيَّر مع ذكر السبب.
running-devices = عدد الأجهزة لكل دعوة
running-devices-hint = من 1 إلى 10. كل جهاز إضافي يتيح للزملاء متابعة العمل، ويتيح أيضًا الإجابة مرة أخرى.
running-add = إعداد الاستبيان
running-save = حفظ
running-leave = تركه كما هو
running-terms = الاسم والأيام والرسائل والحد الأدنى
running-state = الحالة
running-state-draft = قيد الإعداد: لا يستطيع أحد الإجابة بعد.
running-state-open = مفتوح: تُقبل الإجابات.
running-state-closed = مغلق: لا تُقبل إجابات جديدة.
running-suspended = الاستبيان معلَّق منذ { $date }: لا يُقبل شيء ولا يُرفض شيء.
running-is-suspended = الاستبيان معلَّق. استأنفوه أولًا.
running-suspend = تعليق الاستبيان
running-suspend-still = لا تُقبل أي إجابة ولا يُرسل أي تذكير من الآن. ما ينتظر على الأجهزة يظل منتظرًا عليها، ولا يُرفض شيء.
running-suspend-form = يقرأ الشركاء الذين يفتحون الاستمارة أن الاستبيان معلَّق مؤقتًا. ومن يرسلها دون برامج نصية تعود إليه كما ملأها.
running-suspend-days = عند الاستئناف يُؤجَّل اليوم الأخير بعدد أيام التعليق كلها، وتبقى ثلاثة أيام على الأقل. وما دام معلَّقًا فإنه لا ينتهي ولا يُعرض شيء من إجاباته.
running-suspend-told = يُبلَّغ جميع مسؤولي النظام بالبريد.
running-suspend-report = يذكر التقرير هذه الأيام.
running-suspend-reason-hint = يُحفظ في سجل الاستبيان ويرد في الرسالة إلى جميع مسؤولي النظام، ولا يراه الشركاء.
running-go-on = استئناف الاستبيان
running-go-on-until = تُقبل الإجابات من جديد فورًا. يومه الأخير هو { $date }.
second-yes-title = في انتظار موافقة ثانية
second-yes-lead = ما قد يفعله شخص بمفرده ليعرف من قال ماذا يحتاج إلى مسؤول نظام آخر. ومن يوافق مسؤول نظام منذ سبعة أيام، ولم يغيّر غيره في هذه المدة كلمة مروره أو عامله الثاني أو دوره.
second-yes-nothing = لا شيء ينتظر.
second-yes-waits = ثمة ما ينتظر موافقة ثانية.
second-yes-asks = ينتظر ذلك موافقة مسؤول نظام آخر، ويُبلَّغ جميع مسؤولي النظام بالبريد. إن لم يُجب أحد، سرى بعد 72 ساعة من إبلاغهم، وذكر التقرير أنه لم يكن هناك شخص ثانٍ.
second-yes-facts = ما ينبغي رؤيته قبل ذلك
second-yes-form = ما سيراه الشركاء:
second-yes-invited =
    { $count ->
        [zero] لم يُدعَ أي شريك.
        [one] دُعي شريك واحد.
        [two] دُعي شريكان.
        [few] دُعي { $count } شركاء.
        [many] دُعي { $count } شريكًا.
       *[other] دُعي { $count } شريك.
    }
second-yes-by-language = باللغة { $language }: { $count }
second-yes-few-language = اللغة { $language } تخص { $count } من المدعوين فقط، أي أقل من { $threshold }.
second-yes-few-condition = يعزل هذا الشرط { $count } من المدعوين، أي أقل من { $threshold }: { $condition }
second-yes-asked = طلب ذلك { $name } في { $when }.
second-yes-differs = ما يختلف في هذا الإصدار
second-yes-due = إن لم يُجب أحد، سرى ذلك في { $when } دون شخص ثانٍ.
second-yes-not-told = الرسالة إلى جميع مسؤولي النظام في طريقها. إن لم يُجب أحد، سرى ذلك بعد 72 ساعة من إرسالها دون شخص ثانٍ.
second-yes-never-alone = لا يسري ذلك إلا بموافقة ثانية.
second-yes-give = الموافقة
second-yes-take-back = سحب الطلب
second-yes-own = أنتم من طلب ذلك، فالموافقة لمسؤول نظام آخر.
second-yes-no-admin = الموافقة لمسؤول نظام.
second-yes-new = لم تمضِ سبعة أيام على كونكم مسؤول نظام، فالموافقة لغيركم.
second-yes-touched = غيّر شخص آخر كلمة مروركم أو عاملكم الثاني أو دوركم خلال الأيام السبعة الماضية، فالموافقة لمسؤول نظام آخر.
second-yes-gone = حُسم هذا الأمر من قبل.
second-yes-changed = تغيّر الاستبيان منذ هذا الطلب، فيجب طلبه من جديد.
second-yes-not-now = لم يعد ذلك ممكنًا.
second-yes-without = لم يكن هناك شخص ثانٍ.
second-yes-event-asked = طُلبت موافقة ثانية.
second-yes-event-given = أُعطيت الموافقة الثانية.
second-yes-event-taken-back = سُحب الطلب.
second-yes-event-lapsed = سقط الطلب: تغيّر الاستبيان أو فات الأوان.
running-open = فتح الاستبيان
running-open-again = إعادة فتحه
running-will = هذا ما سيحدث:
running-open-answers = تُقبل الإجابات فورًا، حتى { $date }.
running-open-invited = تعمل الروابط الشخصية للشركاء المدعوين.
running-open-nobody = لم يُدعَ أي شريك بعد: ادعوهم من صفحة الدعوات.
running-open-everyone = يستطيع كل من لديه الرابط العام الإجابة.
running-open-rounds =
    { $count ->
        [0] لا رسائل مقررة: خططوا للدعوة من صفحة التذكيرات.
        [zero] لا رسائل مقررة: خططوا للدعوة من صفحة التذكيرات.
        [one] تُرسل الرسالة المقررة في يومها.
        [two] تُرسل الرسالتان المقررتان في يوميهما.
        [few] تُرسل { $count } رسائل مقررة في أيامها.
        [many] تُرسل { $count } رسالة مقررة في أيامها.
       *[other] تُرسل { $count } رسالة مقررة في أيامها.
    }
running-open-words = لا تتغير الأسئلة بعد ذلك إلا في الصياغة، لكي تُحسب كل الإجابات معًا.
running-open-never = إذا فُتح كما هو الآن فلن تُعرض نتائجه أبدًا.
running-is-open = الاستبيان مفتوح من قبل.
running-not-open = الاستبيان غير مفتوح.
running-open-over = انقضى يومه الأخير، { $date }. وما لم تنقضِ أيام السماح يُفتح من جديد بتحديد يوم أخير جديد.
running-ended = انتهى هذا الاستبيان ولا يمكن فتحه من جديد: فقد يكون أحد قد اطّلع على نتائجه المفصّلة بحسب المجموعات، وإذا فُصّلت مرة ثانية بعد ورود إجابات قليلة أخرى أمكن أن يُعرف مَن قال ماذا. لسؤال الشركاء مرة أخرى، أنشئوا استبيانًا جديدًا.
running-error-ended = انتهى هذا الاستبيان: لا يمكن تغيير أيام السماح ولا المنطقة الزمنية بحيث تُقبل الإجابات من جديد
running-questionnaire = مجموعة الأسئلة المعتمدة
running-runs-on = { $title }، الإصدار { $version }
running-newer = الإصدار { $version } منشور.
running-correct-draft = يمكن نقل الاستبيان إلى أي إصدار ما دام قيد الإعداد.
running-correct-words = التصحيح إصدار جديد لا يغيّر إلا الصياغة: ابدؤوا مسودة، ثم انشروها، ثم انقلوا الاستبيان إليها.
running-correct = إلى مجموعة الأسئلة
running-begin-correction = البدء بتصحيح
running-public-link = الرابط العام في صفحة «الدعوات».
running-version = تغيير الإصدار
running-version-put = نقل الاستبيان إلى الإصدار { $version }
running-version-words = الفروق في الصياغة فقط. يراها الشركاء فورًا، وعلى الأجهزة التي تحفظ الاستمارة عند اتصالها التالي. اقرؤوها: لا يستطيع أي برنامج أن يعرف إن كان المعنى قد بقي كما هو.
running-version-draft = الاستبيان قيد الإعداد، فيمكن نقله إلى هذا الإصدار.
running-version-draft-words = الفروق في الصياغة فقط.
running-version-refused =
    { $count ->
        [zero] بدأ المشاركون بالإجابة، ولا يمكن نقل الاستبيان إلى هذا الإصدار.
        [one] بدأ المشاركون بالإجابة، وهناك فرق واحد يجعل إجاباتهم غير قابلة للمقارنة. لا يمكن نقل الاستبيان إلى هذا الإصدار.
        [two] بدأ المشاركون بالإجابة، وهناك فرقان يجعلان إجاباتهم غير قابلة للمقارنة. لا يمكن نقل الاستبيان إلى هذا الإصدار.
        [few] بدأ المشاركون بالإجابة، وهناك { $count } فروق تجعل إجاباتهم غير قابلة للمقارنة. لا يمكن نقل الاستبيان إلى هذا الإصدار.
        [many] بدأ المشاركون بالإجابة، وهناك { $count } فرقًا تجعل إجاباتهم غير قابلة للمقارنة. لا يمكن نقل الاستبيان إلى هذا الإصدار.
       *[other] بدأ المشاركون بالإجابة، وهناك { $count } فرق تجعل إجاباتهم غير قابلة للمقارنة. لا يمكن نقل الاستبيان إلى هذا الإصدار.
    }
running-against = ما يمنع ذلك
running-words-too = فروق مقبولة
running-no-other = لم يُنشر أي إصدار آخر.
running-error-code = أدخلوا رمزًا من حروف لاتينية صغيرة وأرقام وواصلات، يبدأ بحرف
running-error-taken = هناك استبيان بهذا الرمز، أو الرمز محجوز
running-error-version = اختاروا إصدارًا منشورًا
running-error-who = اختاروا من يستطيع الإجابة
running-error-opens-on = أدخلوا اليوم الأول تاريخًا بين عامي 1900 و2199
running-error-closes-on = أدخلوا اليوم الأخير تاريخًا بين عامي 1900 و2199
running-error-dates = يجب ألا يسبق اليوم الأخير اليوم الأول
running-error-started = لا تُغيَّر هنا أيام استبيان قد فُتح
running-error-devices = أدخلوا عدد الأجهزة من 1 إلى 10
running-error-grace-shorter = بعد فتح الاستبيان يمكن زيادة أيام السماح ولا يمكن إنقاصها
running-error-devices-stay = لا يتغيّر عدد الأجهزة بعد فتح الاستبيان
running-error-zone-stays = لا تتغيّر المنطقة الزمنية بعد فتح الاستبيان، فتغييرها يجعله ينتهي في يوم آخر
running-error-name = الاسم بلغة { $language } طويل جدًا: { $most } حرف على الأكثر
running-error-incomparable = لا يمكن نقل الاستبيان إلى هذا الإصدار: لن تبقى الإجابات قابلة للمقارنة
running-event-added = أُعدّ الاستبيان.
running-event-version = نُقل الاستبيان من الإصدار { $from } إلى الإصدار { $to } من مجموعة أسئلته.
