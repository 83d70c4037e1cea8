namespace Concentric.SentenceChecks;

/// <summary>Reads numbers that are written in words: <c>一千二百</c>, <c>二〇二六</c>, <c>thirty-two</c>.</summary>
public static class WrittenNumbers
{
    /// <summary>The longest that is read, in UTF-16 units: a longer one is no number of a report.</summary>
    public const int MostCharacters = 60;

    private const string Digits = "零一二三四五六七八九";

    private static readonly string[] Ones =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>A Chinese numeral: by places (<c>三百二十</c>), by digits (<c>二〇二六</c>), with a decimal part (<c>三点五</c>).</summary>
    /// <returns>Null when it is none.</returns>
    public static decimal? Chinese(string text)
    {
        if (text.Length is 0 or > MostCharacters) return null;
        var point = text.IndexOf('点', StringComparison.Ordinal);
        if (point < 0) return Whole(text);
        if (point == 0 || point == text.Length - 1 || Whole(text[..point]) is not { } whole) return null;
        var (part, place) = (0m, 0.1m);
        foreach (var character in text[(point + 1)..])
        {
            if (Digit(character) is not { } digit) return null;
            part += digit * place;
            place /= 10;
        }

        return whole + part;
    }

    /// <summary>An English number in words, in lower case: <c>two hundred and five</c>, <c>thirty-two</c>, <c>a dozen</c>.</summary>
    /// <returns>Null when it is none.</returns>
    public static decimal? English(string text)
    {
        if (text.Length is 0 or > MostCharacters) return null;
        var (total, section, any) = (0m, 0m, false);
        foreach (var word in text.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "and") continue;
            if (word is "a" or "an" && !any) section = 1;
            else if (word is "dozen") section = Math.Max(section, 1) * 12;
            else if (word is "hundred") section = Math.Max(section, 1) * 100;
            else if (word is "thousand" or "million" or "billion")
            {
                var large = word is "thousand" ? 1_000m : word is "million" ? 1_000_000m : 1_000_000_000m;
                (total, section) = (total + (Math.Max(section, 1) * large), 0);
            }
            else if (Array.IndexOf(Ones, word) is var one and >= 0) section += one;
            else if (Array.IndexOf(Tens, word) is var ten and >= 0) section += (ten + 2) * 10;
            else return null;
            any = true;
        }

        return any ? total + section : null;
    }

    /// <summary>A digit in Chinese; null for anything else.</summary>
    private static int? Digit(char character) => character switch
    {
        '〇' => 0,
        '两' => 2,
        _ => Digits.IndexOf(character, StringComparison.Ordinal) is var digit and >= 0 ? digit : null,
    };

    private static decimal PlaceOf(char character) => character switch { '十' => 10, '百' => 100, '千' => 1_000, _ => 0 };

    private static decimal? Whole(string text)
    {
        if (text.All(character => Digit(character) is not null))
            return text.Length > 15 ? null : text.Aggregate(0m, (sum, character) => (sum * 10) + Digit(character)!.Value);

        // Of those above the present section; the section of up to 9,999; a digit that waits for its place.
        var (total, section, waiting, lastPlace, isAfterZero) = (0m, 0m, (decimal?)null, 0m, false);
        foreach (var character in text)
        {
            if (Digit(character) is { } digit)
            {
                // Two digits in a row are no numeral by places, except for the zero that stands for places left out.
                if (waiting is > 0) return null;
                (waiting, isAfterZero) = (digit, isAfterZero || digit == 0);
            }
            else if (character is '万' or '亿')
            {
                var large = character == '万' ? 10_000m : 100_000_000m;
                var above = section + (waiting ?? 0);
                if (above == 0 && total == 0) above = 1;
                total = character == '亿' ? (total + above) * large : total + (above * large);
                (section, waiting, lastPlace, isAfterZero) = (0, null, large, false);
            }
            else if (PlaceOf(character) is var place and > 0)
            {
                section += (waiting is null or 0 ? 1 : waiting.Value) * place;
                (waiting, lastPlace, isAfterZero) = (null, place, false);
            }
            else return null;
        }

        // 两百五 is 250 and 一万二 is 12,000: a last digit counts in the place below, unless a zero says that places are left out.
        var rest = waiting is > 0 && !isAfterZero && lastPlace >= 100 ? waiting.Value * lastPlace / 10 : waiting ?? 0;
        return total + section + rest;
    }
}
