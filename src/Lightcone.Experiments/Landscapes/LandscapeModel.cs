namespace Lightcone.Experiments.Landscapes;

/// <summary>The networks of the first experiment. All but the last have two hidden layers of 32 units; all have an output for each class.</summary>
public enum LandscapeModel
{
    /// <summary>Leaky integrate-and-fire neurons in all three layers, read out by counting spikes.</summary>
    Spiking,

    /// <summary>A perceptron with ReLU that sees the last step only.</summary>
    LastStep,

    /// <summary>A perceptron with ReLU that sees the mean over time.</summary>
    Averaging,

    /// <summary>A perceptron with ReLU that sees the mean over time of y(t) = beta y(t-1) + x(t): a fixed leak in front of a network without time.</summary>
    ExponentialAverage,

    /// <summary>h(t) = beta h(t-1) + W x(t) and ReLU in each hidden layer, a leak without ReLU in the last, its membranes added up: leaks without spikes.</summary>
    LeakyPerceptron,

    /// <summary>Two recurrent layers of tanh units and a linear layer, read at the last step.</summary>
    Recurrent,

    /// <summary>Two LSTM layers and a linear layer, read at the last step.</summary>
    Lstm,

    /// <summary>
    /// The spiking network whose first hidden layer is a convolution: sixteen filters of 3 x 3 pixels, the same at each of 6 x 6 places, over the three channels of the encoding. Not in the paper, which leaves open what
    /// damping does beside a spatial bias.
    /// </summary>
    Convolutional,
}
