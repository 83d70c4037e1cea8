using Concentric.Dashboard.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Concentric.Tests.Components.Shared;

public sealed class GuardedComponentTests
{
    /// <summary>One that derives from something else would end the page when the disk is full.</summary>
    [Fact]
    public void EveryComponentThatHearsAnEvent_IsGuarded() => Assert.Empty(typeof(GuardedComponent).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(ComponentBase)) && !type.IsAssignableTo(typeof(LayoutComponentBase))
            && !type.IsAssignableTo(typeof(GuardedComponent)))
        .Select(type => type.FullName));
}
