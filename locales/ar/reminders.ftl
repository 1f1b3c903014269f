# تذكيرات الاستبيان: الخطة، والدفعة الواحدة، وأيام العمل، واليوم الأخير، والسجل.

## الدفعات بالكلمات

reminders-kind-invitation = دعوة
reminders-kind-reminder = تذكير
reminders-kind-last-call = تذكير أخير
reminders-kind-extended = تمديد المهلة
reminders-kind-closing-early = إغلاق مبكر
reminders-kind-thanks = شكر
reminders-audience-not-responded = كل من لم يُجب
reminders-audience-not-opened = كل من لم يفتح الرابط
reminders-audience-responded = كل من أجاب
reminders-languages-all = بجميع اللغات
reminders-anchor-opening =
    { $days ->
        [zero] في اليوم الأول
        [one] بعد اليوم الأول بيوم واحد
        [two] بعد اليوم الأول بيومين
        [few] بعد اليوم الأول بـ{ $days } أيام
        [many] بعد اليوم الأول بـ{ $days } يومًا
       *[other] بعد اليوم الأول بـ{ $days } يوم
    }
reminders-anchor-last-day = في اليوم الأخير
reminders-anchor-deadline =
    { $days ->
        [zero] في اليوم الأخير
        [one] قبل اليوم الأخير بيوم واحد
        [two] قبل اليوم الأخير بيومين
        [few] قبل اليوم الأخير بـ{ $days } أيام
        [many] قبل اليوم الأخير بـ{ $days } يومًا
       *[other] قبل اليوم الأخير بـ{ $days } يوم
    }
reminders-anchor-after =
    { $days ->
        [zero] في اليوم الأخير
        [one] بعد اليوم الأخير بيوم واحد
        [two] بعد اليوم الأخير بيومين
        [few] بعد اليوم الأخير بـ{ $days } أيام
        [many] بعد اليوم الأخير بـ{ $days } يومًا
       *[other] بعد اليوم الأخير بـ{ $days } يوم
    }
reminders-moment = { $day }، ابتداءً من الساعة { $hour } ({ $zone })
reminders-partners =
    { $count ->
        [zero] في الوضع الحالي، لا تصل إلى أي شريك.
        [one] في الوضع الحالي، تصل إلى شريك واحد.
        [two] في الوضع الحالي، تصل إلى شريكين اثنين.
        [few] في الوضع الحالي، تصل إلى { $count } شركاء.
        [many] في الوضع الحالي، تصل إلى { $count } شريكًا.
       *[other] في الوضع الحالي، تصل إلى { $count } شريك.
    }
reminders-state-planned = مقررة
reminders-state-next = التالية
reminders-state-sent =
    { $count ->
        [zero] لم تُرسل إلى أي شريك
        [one] أُرسلت إلى شريك واحد
        [two] أُرسلت إلى شريكين اثنين
        [few] أُرسلت إلى { $count } شركاء
        [many] أُرسلت إلى { $count } شريكًا
       *[other] أُرسلت إلى { $count } شريك
    }
reminders-state-skipped = فات موعدها، وأُرسلت دفعة لاحقة بدلًا منها
reminders-state-cancelled = أُزيلت من الخطة
reminders-state-in-vain = لن تُرسل، فاليوم الأخير يسبقها

## الخطة

reminders-next = الرسالة التالية
reminders-next-none = لا توجد رسائل مقررة.
reminders-plan = الخطة
reminders-plan-none = لا توجد دفعات بعد. المعتاد تذكيران أو ثلاثة ثم نداء أخير.
reminders-column-day = اليوم
reminders-column-what = الرسالة
reminders-column-who = إلى من
reminders-column-state = الحالة
reminders-column-partner = الشريك
reminders-column-contact = جهة الاتصال
reminders-column-address = البريد الإلكتروني
reminders-column-language = اللغة
reminders-paused = التذكيرات متوقفة مؤقتًا.
reminders-paused-lead = لن يُرسل شيء تلقائيًا حتى تستأنفوها.
reminders-pause = إيقاف التذكيرات مؤقتًا
reminders-resume = استئناف التذكيرات
reminders-calendar = تُرسل الرسائل ابتداءً من الساعة { $hour } ({ $zone }) في هذه الأيام: { $days }.
reminders-settings-change = تغيير هذه الإعدادات
reminders-dates = أيام الاستبيان
reminders-last-day = اليوم الأخير هو { $day }.
reminders-grace =
    { $days ->
        [zero] بعد الإغلاق لا تُقبل أي إجابة بقيت على جهاز بلا اتصال.
        [one] بعد الإغلاق تُقبل الإجابة التي بقيت على جهاز بلا اتصال ليوم واحد.
        [two] بعد الإغلاق تُقبل الإجابة التي بقيت على جهاز بلا اتصال ليومين.
        [few] بعد الإغلاق تُقبل الإجابة التي بقيت على جهاز بلا اتصال لمدة { $days } أيام.
        [many] بعد الإغلاق تُقبل الإجابة التي بقيت على جهاز بلا اتصال لمدة { $days } يومًا.
       *[other] بعد الإغلاق تُقبل الإجابة التي بقيت على جهاز بلا اتصال لمدة { $days } يوم.
    }
reminders-open = فتح الاستبيان
reminders-close = إغلاق الاستبيان مبكرًا
reminders-close-lead = ينتهي الاستبيان بانتهاء اليوم الأخير الأبكر الذي تختارونه.
reminders-close-told = يُبلَّغ بالبريد فورًا كل من لم يُجب، بعبارات محددة من النظام.
reminders-close-report = يذكر التقرير أن الاستبيان أُغلق قبل الموعد المعلن، ومتى كان ذلك.
reminders-close-on = اليوم الأخير الأبكر
reminders-close-soon-over = اليوم الأخير قريب إلى حد لا يجدي معه الإغلاق المبكر، إذ يبقى للشركاء المبلَّغين ثلاثة أيام.
reminders-error-close-soon = اختاروا { $day } أو يومًا بعده، إذ يبقى للشركاء المبلَّغين ثلاثة أيام
reminders-error-close-later = اختاروا يومًا قبل اليوم الأخير الحالي
reminders-close-yes = إغلاقه في ذلك اليوم
reminders-back = جميع التذكيرات
reminders-leave = إبقاؤها كما هي

## دفعة واحدة

reminders-what = نص الرسالة
reminders-who = من تصل إليهم
reminders-who-lead = من يجيب أو يعتذر أو يتعذّر الوصول إليه قبل الإرسال لا يصله شيء.
reminders-cancel = إزالتها من الخطة
reminders-send-now = إرسالها الآن
reminders-send-now-lead = تُرسل فورًا، أيًا كان اليوم والساعة. ولا يمكن التراجع عن ذلك.
reminders-send-now-yes = تأكيد الإرسال

## التخطيط لدفعة

reminders-new = إضافة دفعة إلى الخطة
reminders-edit = تغيير هذه الدفعة
reminders-when = متى
reminders-anchor-is-date = في تاريخ محدد
reminders-anchor-is-opening = بعد اليوم الأول بعدد من الأيام
reminders-anchor-is-deadline = قبل اليوم الأخير بعدد من الأيام، وتنتقل معه
reminders-anchor-is-after = بعد اليوم الأخير بعدد من الأيام، للشكر فقط
reminders-date = التاريخ
reminders-days = عدد الأيام
reminders-audience-hint = يصل الشكر إلى كل من أجاب. أما الرسائل الأخرى فلا تصل أبدًا إلى من أجاب أو اعتذر أو تعذّر الوصول إليه.
reminders-languages = لغات الشركاء
reminders-save-round = حفظ وعرض من تصل إليهم
reminders-error-kind = اختاروا رسالة
reminders-error-anchor = حددوا موعد الإرسال
reminders-error-date = أدخلوا تاريخًا بين عامي 1900 و2199
reminders-error-days = أدخلوا عددًا صحيحًا من الأيام بين 0 و366
reminders-error-past = هذا اليوم ليس قادمًا. اختاروا يومًا ابتداءً من الغد؛ وللإرسال اليوم أضيفوا الدفعة ثم اختاروا «إرسالها الآن» في صفحتها
reminders-error-after = هذا بعد اليوم الأخير، ولا يُرسل حينها إلا الشكر
reminders-error-audience = اختاروا من تصل إليهم
reminders-error-languages = اختاروا لغة واحدة على الأقل

## الأيام والساعات

reminders-settings = أوقات إرسال الرسائل
reminders-zone = المنطقة الزمنية
reminders-zone-hint = تبدأ أيام الاستبيان وتنتهي وفقها، مثل Asia/Beirut.
reminders-working-days = أيام العمل
reminders-working-days-hint = الدفعة التي تقع في يوم آخر تنتظر أول يوم تالٍ منها.
reminders-hour = الساعة التي يبدأ منها الإرسال
reminders-grace-label = أيام السماح بعد الإغلاق
reminders-grace-hint = خلالها تُقبل الإجابة التي بقيت على جهاز بلا اتصال، ولا تكتمل النتائج إلا بعدها. 0 لعدم السماح.
reminders-save = حفظ
reminders-day-mon = الاثنين
reminders-day-tue = الثلاثاء
reminders-day-wed = الأربعاء
reminders-day-thu = الخميس
reminders-day-fri = الجمعة
reminders-day-sat = السبت
reminders-day-sun = الأحد
reminders-error-zone = أدخلوا منطقة زمنية من القائمة، مثل Asia/Beirut
reminders-error-working-days = اختاروا يومًا واحدًا على الأقل
reminders-error-hour = اختاروا ساعة
reminders-error-grace = أدخلوا عددًا صحيحًا من الأيام بين 0 و90

## اليوم الأخير

reminders-deadline = تغيير اليوم الأخير
reminders-deadline-lead = تُظهر الاستمارة وجميع الرسائل اللاحقة التاريخ الجديد فورًا.
reminders-deadline-closed = الاستبيان مغلق. وبتحديد يوم أخير جديد يُفتح مرة أخرى.
reminders-deadline-not-yours = هذا الاستبيان مغلق. تحديد يوم أخير جديد يعيد فتحه، وهذا من شأن مسؤول النظام وحده.
reminders-deadline-moves = تنتقل معه هذه الدفعات:
reminders-moving = { $kind }: { $when }
reminders-deadline-new = اليوم الأخير الجديد
reminders-reason = السبب
reminders-reason-hint = يُحفظ في سجل الاستبيان لزملائكم، ولا يراه الشركاء.
reminders-deadline-tell = إضافة رسالة إلى كل من لم يُجب. سترونها قبل إرسالها.
reminders-deadline-save = تغيير اليوم الأخير
reminders-error-deadline-past = اختاروا اليوم أو يومًا بعده
reminders-error-deadline-same = هذا هو اليوم الأخير حاليًا
reminders-error-deadline-earlier = اختاروا يومًا بعد اليوم الأخير الحالي: بعد فتح الاستبيان لا تنقل هذه الصفحة يومه الأخير إلا إلى ما بعده
reminders-error-reason = أدخلوا السبب
reminders-error-reason-long = اختصروا السبب إلى 1000 حرف

## السجل

reminders-history = السجل
reminders-history-none = لم يحدث شيء بعد.
reminders-event-opened = فُتح الاستبيان.
reminders-event-closed = أُغلق الاستبيان.
reminders-event-closed-by-clock = أُغلق الاستبيان بعد يومه الأخير.
reminders-event-extended = نُقل اليوم الأخير من { $from } إلى { $to }.
reminders-event-closing-early = يُغلق الاستبيان مبكرًا: نُقل اليوم الأخير من { $from } إلى { $to }.
reminders-event-suspended = عُلِّق الاستبيان.
reminders-event-went-on = استُؤنف الاستبيان، ويومه الأخير هو { $date }.
reminders-event-sent =
    { $count ->
        [zero] لم تُرسل رسالة «{ $kind }» إلى أي شريك.
        [one] أُرسلت رسالة «{ $kind }» إلى شريك واحد.
        [two] أُرسلت رسالة «{ $kind }» إلى شريكين اثنين.
        [few] أُرسلت رسالة «{ $kind }» إلى { $count } شركاء.
        [many] أُرسلت رسالة «{ $kind }» إلى { $count } شريكًا.
       *[other] أُرسلت رسالة «{ $kind }» إلى { $count } شريك.
    }
reminders-event-skipped = فات موعد رسالة «{ $kind }»، وأُرسلت دفعة لاحقة بدلًا منها.
reminders-event-cancelled = أُزيلت رسالة «{ $kind }» من الخطة.
reminders-event-paused = أُوقفت التذكيرات مؤقتًا.
reminders-event-resumed = استؤنفت التذكيرات.
reminders-event-settings = تغيّرت إعدادات الاستبيان.
reminders-event-invited =
    { $count ->
        [zero] لم يُدعَ أي شريك.
        [one] دُعي شريك واحد.
        [two] دُعي شريكان اثنان.
        [few] دُعي { $count } شركاء.
        [many] دُعي { $count } شريكًا.
       *[other] دُعي { $count } شريك.
    }
reminders-event-withdrawn =
    { $count ->
        [zero] لم تُسحب أي دعوة.
        [one] سُحبت دعوة واحدة.
        [two] سُحبت دعوتان اثنتان.
        [few] سُحبت { $count } دعوات.
        [many] سُحبت { $count } دعوة.
       *[other] سُحبت { $count } دعوة.
    }
reminders-event-withdrawal-taken-back = جرى التراجع عن سحب دعوة.
reminders-event-link-replaced = استُبدل رابط شخصي.
reminders-event-device-granted = سُمح بإجابة إضافية برابط شخصي.
