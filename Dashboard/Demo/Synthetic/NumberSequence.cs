using Concentric.Data;
namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>
/// Gives out the numbers of an empty store, each year from 1; <see cref="RecordNumbers"/> goes on after the last of them.
/// </summary>
internal sealed class NumberSequence(string prefix)
{
    private readonly Dictionary<int, int> last = [];

    public string Next(DateOnly day)
    {
        var count = last[day.Year] = last.GetValueOrDefault(day.Year) + 1;
        return RecordNumbers.Format(prefix, day.Year, count);
    }
}
