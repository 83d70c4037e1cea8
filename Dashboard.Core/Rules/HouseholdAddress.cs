using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Concentric.Rules;

/// <summary>
/// Where a household lives within its community: building, unit and room, and the part of the community where it has several that
/// number their buildings from one. Read from the ways in which people write it, so that one household has one address.
/// </summary>
/// <param name="Area">As in 东区 or 二期; null when only the community is meant.</param>
/// <param name="Building">As in 7, A or 3A.</param>
/// <param name="Unit">Null where buildings have no units.</param>
/// <param name="Room">As in 302 or 101A.</param>
public sealed partial record HouseholdAddress(string? Area, string Building, string? Unit, string Room)
{
    private const string Han = "[〇零○一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰]";
    private const string OtherHan = @"(?:(?![〇零○一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰])\p{Lo})";

    /// <summary>Longer than any address, so that reading what is none costs little.</summary>
    private const int TextLimit = 80;

    /// <summary>With it the longest address is within <see cref="Data.TextLimits.Number"/>.</summary>
    private const int MostArea = 12;

    /// <summary>What stands between parts, or is said of a number without changing it.</summary>
    private static readonly string[] Filler = ["第", "门牌"];

    /// <summary>The address as it is kept: 7-2-302, 7-302 or 东区 7-2-302. Read again it is the same.</summary>
    public override string ToString() => string.Concat(Area is null ? "" : Area + " ", Building, Unit is null ? "" : "-" + Unit, "-", Room);

    /// <summary>Reads an address.</summary>
    /// <param name="typed">As people write it: 7-2-302, ７号楼２单元３０２室, 七号楼二单元三〇二, 7栋302, A座1203, with or without the community before
    /// it.</param>
    /// <param name="communities">The names of the community, in any language: they say nothing that is not known.</param>
    /// <returns>Null when it is none, or has two meanings.</returns>
    public static HouseholdAddress? Read(string? typed, IEnumerable<string> communities)
    {
        if (PlainText.Clean(typed) is not { } clean || clean.Length > TextLimit || IsDay(clean)) return null;
        var text = Plain(clean);
        if (Shape().Match(text) is not { Success: true } match || TwoDecimals().IsMatch(TextFold.Of(clean))) return null;
        var (building, unit, floor, room) = (Part("b"), Part("u"), Part("f"), Part("r"));
        // 2007-02 is a month sooner than a building.
        if (!match.Groups["s"].Success && building is (['1', '9', _, _] or ['2', '0', _, _])) return null;
        if (building is null or "0" || room is null or "0" || (floor is not null && !room.StartsWith(floor, StringComparison.Ordinal)))
            return null;
        if (unit == "0") unit = null;
        return AreaOf(match.Groups["area"].Value.Trim('-'), communities) is { } area
            ? new(area.Length == 0 ? null : area, building, unit, room)
            : null;

        string? Part(string name) => match.Groups[name] is { Success: true, Value: var value } ? Number(value) : null;
    }

    /// <summary>True for what says that nobody was met, instead of where.</summary>
    public static bool SaysNobodyHome(string? typed) => typed is not null && NobodyHome().IsMatch(TextFold.Of(typed));

    private static string Plain(string clean)
    {
        var text = TextFold.Of(clean).ToUpperInvariant().Replace("#楼", "号楼", StringComparison.Ordinal);
        foreach (var filler in Filler) text = text.Replace(filler, "", StringComparison.Ordinal);
        text = Separators().Replace(text, "-").Trim('-');
        text = English().Replace(text, match => match.Groups["n"].Value + match.Groups["w"].Value switch
        {
            "UNIT" or "ENTRANCE" => "单元",
            "ROOM" or "RM" or "FLAT" or "APT" or "APARTMENT" => "室",
            _ => "号楼",
        });
        return Beside().Replace(text, "");
    }

    private static bool IsDay(string clean) => TypedText.Day(clean) is not null || OtherDay().IsMatch(TextFold.Of(clean));

    /// <summary>
    /// What stands before the building, without what is known: empty for nothing, null for what is no part of a community.
    /// </summary>
    private static string? AreaOf(string before, IEnumerable<string> communities)
    {
        var street = Street().Match(before);
        var area = before[street.Length..];
        foreach (var name in communities.SelectMany(Spellings).OrderByDescending(name => name.Length))
        {
            if (area.LastIndexOf(name, StringComparison.Ordinal) is not (>= 0 and var at)) continue;
            area = Estate().Replace(area[(at + name.Length)..].Trim('-'), "");
            break;
        }

        area = HanBeforeArea().Replace(area.Trim('-'), match => Number(match.Value));
        return area.Length == 0 || (area.Length <= MostArea && AreaShape().IsMatch(area) && !SaysNobodyHome(area)) ? area : null;
    }

    private static IEnumerable<string> Spellings(string name)
    {
        var plain = Plain(name);
        yield return plain;
        if (EstateAtEnd().Replace(plain, "") is { Length: > 1 } bare && bare != plain) yield return bare;
    }

    /// <summary>A number without zeros before it, whatever digits it was written in: 三〇二, 三百零二 and 0302 are 302.</summary>
    private static string Number(string text)
    {
        if (text.Length > 0 && !Digits.TryGetValue(text[0], out _))
        {
            var digits = text.AsSpan().IndexOfAnyInRange('0', '9');
            return digits < 0 ? text : LeadingZeros().Replace(text, "");
        }

        if (!text.AsSpan().ContainsAny("十百拾佰"))
        {
            var plain = new StringBuilder();
            foreach (var sign in text) plain.Append(Digits[sign]);
            return plain.ToString().TrimStart('0') is { Length: > 0 } number ? number : "0";
        }

        var (sum, digit) = (0, 0);
        foreach (var sign in text)
        {
            var value = Digits[sign];
            if (value < 10) digit = value;
            else (sum, digit) = (sum + (Math.Max(digit, 1) * value), 0);
        }

        return (sum + digit).ToString(CultureInfo.InvariantCulture);
    }

    private static readonly Dictionary<char, int> Digits = new()
    {
        ['〇'] = 0,
        ['零'] = 0,
        ['○'] = 0,
        ['一'] = 1,
        ['二'] = 2,
        ['两'] = 2,
        ['三'] = 3,
        ['四'] = 4,
        ['五'] = 5,
        ['六'] = 6,
        ['七'] = 7,
        ['八'] = 8,
        ['九'] = 9,
        ['十'] = 10,
        ['百'] = 100,
        ['壹'] = 1,
        ['贰'] = 2,
        ['叁'] = 3,
        ['肆'] = 4,
        ['伍'] = 5,
        ['陆'] = 6,
        ['柒'] = 7,
        ['捌'] = 8,
        ['玖'] = 9,
        ['拾'] = 10,
        ['佰'] = 100,
    };

    [GeneratedRegex(
        @"^(?<area>.*?)-?(?<![A-Z0-9])" +
        "(?:(?<b>[A-Z]?[0-9]{1,4}[A-Z]?|[A-Z]{1,2}|(?<!" + Han + ")" + Han + "+)(?<s>号楼|号栋|号幢|栋楼?|幢楼?|座楼?|号|楼|弄)-?" +
        "|(?<b>[A-Z]?[0-9]{1,4}[A-Z]?|[A-Z]{1,2}|^" + Han + "+)-)" +
        "(?:(?<u>[0-9]{1,2}|[A-Z]|" + Han + "+)(?:(?:单元|门洞|门|号|梯)-?|-))?" +
        "(?:(?<f>[0-9]{1,2}|" + Han + "+)(?:层|楼)-?)?" +
        "(?<r>[A-Z]?[0-9]{1,5}[A-Z]?|" + Han + "+)(?<m>号室|室|号房|号|户|房)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"[\s./\\#,_-]+")]
    private static partial Regex Separators();

    /// <summary>A separator beside a Chinese word says nothing; between two numbers it parts them.</summary>
    [GeneratedRegex("(?<=" + OtherHan + ")-|-(?=" + OtherHan + ")")]
    private static partial Regex Beside();

    [GeneratedRegex(
        "(?<![A-Z])(?<w>BUILDING|BLDG|BLOCK|TOWER|UNIT|ENTRANCE|ROOM|RM|FLAT|APARTMENT|APT)-?(?<n>[A-Z]?[0-9]{1,5}[A-Z]?|[A-Z](?![A-Z]))-?")]
    private static partial Regex English();

    /// <summary>Province, city, district and street before the community.</summary>
    [GeneratedRegex(@"^(?:(?:\p{Lo}{2,8}?(?:省|自治区))?(?:\p{Lo}{2,6}?市)(?:\p{Lo}{1,6}?(?:新区|区|县))?)?(?:\p{Lo}{2,8}?(?:街道办事处|街道|镇|乡))?")]
    private static partial Regex Street();

    [GeneratedRegex("^(?:社区|小区)-?")]
    private static partial Regex Estate();

    [GeneratedRegex("(?:社区|小区)$")]
    private static partial Regex EstateAtEnd();

    [GeneratedRegex(Han + "+(?=号院|期|区|组团)")]
    private static partial Regex HanBeforeArea();

    [GeneratedRegex(@"^[\p{Lo}A-Z0-9-]*(?:区|期|园|苑|里|院|村|城|庄|庭|居|府|湾|公寓|胡同|巷|坊|轩|阁|宿舍|组团)$")]
    private static partial Regex AreaShape();

    [GeneratedRegex("没有?人|无人|不在家|没在家|nobody|no one|not (?:at )?home|no answer")]
    private static partial Regex NobodyHome();

    [GeneratedRegex(@"^[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}$")]
    private static partial Regex OtherDay();

    /// <summary>7.302 may be a number that a spreadsheet has cut, as 7.3 or 7.32 are.</summary>
    [GeneratedRegex(@"^[0-9]+\.[0-9]+$")]
    private static partial Regex TwoDecimals();

    [GeneratedRegex("(?<![0-9])0+(?=[0-9])")]
    private static partial Regex LeadingZeros();
}
