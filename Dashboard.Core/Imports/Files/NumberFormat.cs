namespace Concentric.Imports.Files;

/// <summary>What a number in a cell is shown as.</summary>
internal enum Shown { Number, Day, Time, Percent }

/// <summary>
/// Reads the code of a number format (ECMA-376 part 1, 18.8.31): in the file a day, a time and a percentage are mere numbers. Only
/// what stands outside quotes, brackets, escapes and the word for the general format is a token.
/// </summary>
/// <param name="Shown">As what the number is shown.</param>
/// <param name="LeastDigits">Digits to which a whole number is filled up with zeros, as by 00000; 0 for other formats.</param>
internal readonly record struct NumberFormat(Shown Shown, int LeastDigits = 0)
{
    // The word stands for a number in its shortest form; Chinese versions write it with the letter G.
    private static readonly string[] General = ["G/通用格式", "General", "Standard", "常规"];

    // The longest first.
    private static readonly string[] HalfDays = ["AM/PM", "上午/下午", "A/P"];

    /// <summary>The built-in format of an id, as in Chinese versions. 18.8.30: 27 to 36 and 50 to 58 are theirs.</summary>
    public static NumberFormat Of(int id) => new(id switch
    {
        9 or 10 => Shown.Percent,
        (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 => Shown.Day,
        (>= 18 and <= 21) or (>= 32 and <= 35) or 55 or 56 or (>= 45 and <= 47) => Shown.Time,
        _ => Shown.Number,
    });

    /// <summary>Reads a code. The first of its sections counts: the others are for negative numbers, zero and text.</summary>
    public static NumberFormat Of(string code)
    {
        var tokens = new Tokens(code);
        tokens.Read();
        if (code.Length > 1 && code.AsSpan().TrimStart('0').IsEmpty) return new(Shown.Number, code.Length);
        return new(tokens.Shown);
    }

    /// <summary>One pass over the first section of a code.</summary>
    private ref struct Tokens(string code)
    {
        private bool day, month, time, seconds, percent, digits;

        // Digits and letters of days don't mix, but for the decimals of seconds.
        public readonly Shown Shown => digits && !seconds ? (percent ? Shown.Percent : Shown.Number)
            : day || (month && !time) ? Shown.Day
            : time ? Shown.Time
            : percent ? Shown.Percent : Shown.Number;

        public void Read()
        {
            for (var i = 0; i < code.Length && code[i] != ';';) i += Take(i);
        }

        /// <returns>How many characters belong together.</returns>
        private int Take(int i)
        {
            switch (code[i])
            {
                case '\\' or '_' or '*': return 2;
                case '"': return End(i, '"');
                case '[': return Bracket(i);
            }

            foreach (var word in General) if (Begins(i, word)) return word.Length;
            foreach (var word in HalfDays)
            {
                if (!Begins(i, word)) continue;
                time = true;
                return word.Length;
            }

            switch (char.ToLowerInvariant(code[i]))
            {
                // 1.5E+10, not the year of an era.
                case 'e' when i + 1 < code.Length && code[i + 1] is '+' or '-': digits = true; return 2;
                case 'y' or 'd' or 'e' or 'g' or 'b': day = true; break;
                // A weekday, as 星期三.
                case 'a' when Begins(i, "aaa"): day = true; return 3;
                case 'm': month = true; break;
                case 'h': time = true; break;
                case 's': time = seconds = true; break;
                case '%': percent = true; break;
                case '0' or '#' or '?': digits = true; break;
            }

            return 1;
        }

        /// <summary>
        /// Colours, conditions, currencies and languages say nothing of the sort; hours, minutes or seconds that go on past a day do.
        /// </summary>
        private int Bracket(int i)
        {
            var length = End(i, ']');
            var inside = code.AsSpan(i + 1, Math.Max(0, length - 2)).ToString().ToLowerInvariant();
            if (inside.Length > 0
                && (inside.All(sign => sign == 'h') || inside.All(sign => sign == 'm') || inside.All(sign => sign == 's')))
            {
                time = true;
                seconds |= inside[0] == 's';
            }

            return length;
        }

        private readonly int End(int i, char end) => code.IndexOf(end, i + 1) is >= 0 and var at ? at - i + 1 : code.Length - i;

        private readonly bool Begins(int i, string word) =>
            string.Compare(code, i, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
