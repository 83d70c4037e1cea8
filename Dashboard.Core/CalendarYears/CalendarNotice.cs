using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Concentric.Calendar;
using Concentric.Imports;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.CalendarYears;

/// <summary>
/// The notice of the State Council's general office about a year's holidays (国务院办公厅关于…年部分节假日安排的通知), as it is copied from
/// its page: one paragraph for each holiday, as in 二、春节：2月15日（农历腊月二十八、周日）至23日放假调休，共9天。2月14日、2月28日上班。
/// </summary>
internal static partial class CalendarNotice
{
    /// <summary>The notice as the rows of a sheet, with tabs between cells; null when the text is none.</summary>
    public static string? RowsOf(string text)
    {
        if (text.Length > CalendarImport.MostNoticeCharacters || text.Contains('\t')) return null;
        var clean = Asides().Replace(TypedText.Narrow(text.Replace('\u00A0', ' '))!, "");
        if (YearOf(clean) is not { } year) return null;
        var rows = new StringBuilder();
        foreach (var paragraph in Numbers().Split(clean))
        {
            if (Item().Match(paragraph) is not { Success: true } item) continue;
            var (name, rest) = (item.Groups["name"].Value.Trim(), item.Groups["rest"].Value);
            if (!rest.Contains("放假", StringComparison.Ordinal)) continue;
            foreach (var sentence in rest.Split(['。', ';', '\n']).SelectMany(Parts)) Write(rows, sentence, name, year);
        }

        return rows.Length == 0 ? null : Header() + rows;
    }

    private static int? YearOf(string text)
    {
        var title = Title().Match(text);
        var found = title.Success ? title : AnyYear().Match(text);
        return found.Success ? int.Parse(found.Groups["y"].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>What is off and what is worked can stand in one sentence.</summary>
    private static string[] Parts(string sentence) =>
        sentence.Contains("放假", StringComparison.Ordinal) && sentence.Contains("上班", StringComparison.Ordinal)
            ? sentence.Split(',')
            : [sentence];

    private static void Write(StringBuilder rows, string sentence, string name, int year)
    {
        var isWorking = sentence.Contains("上班", StringComparison.Ordinal);
        if (!isWorking && !sentence.Contains("放假", StringComparison.Ordinal)) return;
        var (called, calledEn) = isWorking ? BuiltInCalendar.MakeUpFor(name) : (name, BuiltInCalendar.EnglishOf(name));
        foreach (Match days in Days().Matches(sentence))
        {
            if (CalendarSpan.Read(days.Value, year, out _) is not { } span) continue;
            rows.Append(CultureInfo.InvariantCulture, $"{span.First:yyyy-MM-dd}至{span.Last:yyyy-MM-dd}\t")
                .Append(Texts.Term(isWorking ? CalendarDayKind.MakeUp : CalendarDayKind.Holiday, ImportTexts.Cultures[0]))
                .Append('\t').Append(called).Append('\t').Append(calledEn).Append('\n');
        }
    }

    private static string Header() => string.Join('\t',
        ((string[])["day", "kind", "name", "name-en"]).Select(key => Texts.Column(key, ImportTexts.Cultures[0]))) + "\n";

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Asides();

    [GeneratedRegex(@"(?<y>20\d{2})\s*年\s*(?:部分)?节假日")]
    private static partial Regex Title();

    [GeneratedRegex(@"(?<y>20\d{2})\s*年")]
    private static partial Regex AnyYear();

    [GeneratedRegex(@"[\r\n]+|(?=[一二三四五六七八九十]+、)")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^\s*(?:[一二三四五六七八九十\d]+\s*[、.)]\s*)?(?<name>[^:\d]{1,20}?)\s*:(?<rest>.+)$", RegexOptions.Singleline)]
    private static partial Regex Item();

    [GeneratedRegex(@"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日"
        + @"(?:\s*(?:至|到|~|-|–|—{1,2})\s*(?:(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*)?\d{1,2}\s*日)?")]
    private static partial Regex Days();
}
