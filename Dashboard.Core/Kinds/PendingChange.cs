using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Kinds;

/// <summary>A record that is about to be entered, corrected or restored, for validation against other records.</summary>
/// <param name="Db">Stores it, with what the validation changes besides.</param>
/// <param name="Draft">A copy that holds what was said; a field that <paramref name="Check"/> names holds what it held.</param>
/// <param name="Present">As the store has it, tracked; null for a new one.</param>
/// <param name="IsDifferent">False when nothing is going to be written.</param>
/// <param name="Check">What has been found wrong before; takes the rest.</param>
public sealed record PendingChange<T>(DashboardDbContext Db, T Draft, T? Present, bool IsDifferent, ValidationContext Check)
    where T : EnteredRecord;
