using System.Data.Common;
using System.Globalization;

namespace Concentric.Metrics;

/// <summary>
/// Reads the days of one statement. SQLite keeps them as texts; rows come by day mostly, so each text is taken apart once. Not for several
/// threads at once.
/// </summary>
/// <param name="areTexts">False for a store that has days of its own.</param>
internal sealed class DayTexts(bool areTexts)
{
    /// <summary>Texts that are remembered, by their last digits: a few months lie side by side.</summary>
    private readonly (string? Text, DateOnly Day)[] known = new (string?, DateOnly)[1024];

    public DateOnly Read(DbDataReader reader, int column)
    {
        if (!areTexts) return reader.GetFieldValue<DateOnly>(column);
        var text = reader.GetString(column);
        ref var place = ref known[PlaceOf(text)];
        if (place.Text != text) place = (text, DateOnly.Parse(text, CultureInfo.InvariantCulture));
        return place.Day;
    }

    // Of yyyy-MM-dd, the end of the year, the month and the day.
    private int PlaceOf(string text) => text.Length < 10 ? 0
        : ((((text[3] - '0') * 384) + ((((text[5] - '0') * 10) + text[6] - '0') * 32) + ((text[8] - '0') * 10) + text[9] - '0')
            & (known.Length - 1));
}
