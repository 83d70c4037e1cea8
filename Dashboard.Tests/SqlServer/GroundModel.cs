using Concentric.Tests.SqlServer.Compile;

namespace Concentric.Tests.SqlServer;

/// <summary>The compiled schema of <see cref="GroundContext"/>, built once for a test class.</summary>
public sealed class GroundModel : IDisposable
{
    public GroundModel()
    {
        using var context = GroundContext.Capture().CreateDbContext();
        Model = SqlServerModel.OfModel(context);
    }

    public SqlServerModel Model { get; }

    public void Dispose() => Model.Dispose();
}
