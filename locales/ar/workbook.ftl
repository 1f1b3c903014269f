# التقرير في صورة مصنّف لبرنامج جداول.

workbook-download = مصنّف برسوم بيانية (XLSX)
workbook-picture = كصورة (PNG)
workbook-answered = أجابوا
workbook-left-empty = تُرك فارغًا
workbook-not-asked = لم يُطرح عليهم
workbook-verdict = أكثر من مصادفة؟
workbook-change = التغيّر بالنقاط المئوية
workbook-median = الوسيط
workbook-first = المرتبة الأولى
workbook-empty = الخلية الفارغة تعني أن القيمة لم تُنشر، أو أنه لا شيء يُقال عنها.
workbook-charts = تُرسم الرسوم البيانية من الخلايا المجاورة لها، ويمكنكم تغيير مظهرها كما تشاؤون. وهي تعرض هذه الدورة، وكذلك الدورة السابقة حيث يكون لكل إجابة عمود خاص بها؛ أما الجداول ففيها الدورات كلها.
