namespace Concentric.Tests.Integration.Api;

/// <summary>Tests that share one application: they ask, and whatever they add is their own.</summary>
[CollectionDefinition]
public sealed class SharedApi : ICollectionFixture<ApiApp>;
