using System.Collections;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Components.Shared;

/// <summary>
/// A part of a live page that is drawn from its parameters alone. It is drawn again only when one of them has another value; lists are
/// compared by their entries. A parameter must not be changed in place, and nothing else that may change must be drawn.
/// </summary>
public abstract class ValueComponent : GuardedComponent
{
    private readonly Dictionary<string, object?> drawn = [];

    public override Task SetParametersAsync(ParameterView parameters)
    {
        var hasChanged = drawn.Count == 0;
        foreach (var parameter in parameters)
        {
            if (drawn.TryGetValue(parameter.Name, out var before) && AreSame(before, parameter.Value)) continue;
            drawn[parameter.Name] = parameter.Value;
            hasChanged = true;
        }

        return hasChanged ? base.SetParametersAsync(parameters) : Task.CompletedTask;
    }

    private static bool AreSame(object? one, object? other)
    {
        if (ReferenceEquals(one, other)) return true;
        if (one is null || other is null) return false;
        return one is not string && one is IEnumerable ? EntryComparison.Of(one.GetType()).AreSame(one, other) : one.Equals(other);
    }
}
